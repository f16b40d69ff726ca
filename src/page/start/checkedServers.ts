import type { Drill } from '../api/client.ts';
import { durationText } from '../words/durations.ts';

type Found = Drill['failedChecks']['first'][number];

/** What a dry run found about one server. */
export interface CheckedServer {
  sourceServerId: string;
  /** From 1. */
  wave: number;
  replicationLagSeconds: number | null;
  result: 'FAILED' | 'WARNED' | 'PASSED' | 'CHECKING' | 'NOT_CHECKED';
  failed: Found[];
  warnings: Found[];
  waived: Drill['waived'];
}

/** The servers of a dry run, those that failed first. */
export function checkedServers(drill: Drill): CheckedServer[] {
  const rows = drill.servers.map((server): CheckedServer => {
    const { sourceServerId, wave, replicationLagSeconds } = server;
    const about = <One extends { sourceServerId?: string }>(all: One[]) =>
      all.filter((one) => one.sourceServerId === sourceServerId);
    const found = {
      failed: about(drill.failedChecks.first),
      warnings: about(drill.warnings.first),
      waived: about(drill.waived),
    };
    return { sourceServerId, wave, replicationLagSeconds, ...found, result: resultOf(drill, found, server) };
  });
  return rows.sort((one, other) => ORDER.indexOf(one.result) - ORDER.indexOf(other.result));
}

const ORDER = ['FAILED', 'WARNED', 'NOT_CHECKED', 'CHECKING', 'PASSED'];

function resultOf(
  { phase, outcome, failedChecks }: Drill,
  { failed, warnings }: Pick<CheckedServer, 'failed' | 'warnings'>,
  { replicationLagSeconds }: Drill['servers'][number],
): CheckedServer['result'] {
  if (failed.length > 0) return 'FAILED';
  if (phase !== 'ENDED') return 'CHECKING';
  // A refused drill names only its first failures, and may have ended before all servers were inspected.
  const isAllNamed = failedChecks.total === failedChecks.first.length;
  if (outcome !== 'READY' && (replicationLagSeconds === null || !isAllNamed)) return 'NOT_CHECKED';
  return warnings.length > 0 ? 'WARNED' : 'PASSED';
}

/** What was found about the drill as a whole. */
export function wholeDrill({ first }: Drill['failedChecks']): Found[] {
  return first.filter(({ sourceServerId }) => sourceServerId === undefined);
}

/** Its replication lag. Without one, nobody knows whether DRS reported none: DRS may not have been read at all. */
export function lagText({
  replicationLagSeconds: seconds,
  result,
}: Pick<CheckedServer, 'replicationLagSeconds' | 'result'>): string {
  if (seconds !== null) return durationText(seconds);
  return result === 'CHECKING' ? 'not known yet' : 'not known';
}
