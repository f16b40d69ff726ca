import type { Drill, DrilledServer, Objectives } from '../../api/client.ts';
import { type HoldOverrun, holdOverrun } from './holdOverrun.ts';
import { verdictOf } from './verdictOf.ts';

/** A server with its clocks. */
export interface ClockRow extends DrilledServer {
  /** The host name, or the id. */
  name: string;
  overrun: HoldOverrun;
}

export function clockRows(drill: Drill, hostnames: ReadonlyMap<string, string>): ClockRow[] {
  return drill.servers.map((server) => ({
    ...server,
    name: hostnames.get(server.sourceServerId) ?? server.sourceServerId,
    overrun: holdOverrun(drill, server),
  }));
}

/** The ends of the scales on which all bars are drawn: a little more than the longest measure and the objective. */
export function scalesOf(
  rows: readonly Pick<DrilledServer, 'recoveryTime' | 'recoveryPoint'>[],
  { recoveryTimeSeconds = 0, recoveryPointSeconds = 0 }: Drill['terms']['objectives'],
): { timeSeconds: number; pointSeconds: number } {
  const longest = (measures: (number | null)[], objective: number) =>
    Math.max(1, objective, ...measures.map((seconds) => seconds ?? 0)) * MARGIN;
  return {
    timeSeconds: longest(
      rows.map(({ recoveryTime }) => recoveryTime.seconds),
      recoveryTimeSeconds,
    ),
    pointSeconds: longest(
      rows.map(({ recoveryPoint }) => recoveryPoint.seconds),
      recoveryPointSeconds,
    ),
  };
}

const MARGIN = 1.1;

/** `Recovery time: 204 met, 95 undecided, 1 missed`, for each objective that there is. */
export function verdictCounts(
  rows: readonly Pick<DrilledServer, 'recoveryTime' | 'recoveryPoint'>[],
  { recoveryTimeSeconds, recoveryPointSeconds }: Drill['terms']['objectives'],
): string[] {
  return [
    ...counted(
      'Recovery time',
      rows.map(({ recoveryTime }) => verdictOf(recoveryTime, recoveryTimeSeconds)),
    ),
    ...counted(
      'Recovery point',
      rows.map(({ recoveryPoint }) => verdictOf(recoveryPoint, recoveryPointSeconds)),
    ),
  ];
}

function counted(what: string, verdicts: (Objectives | null)[]): string[] {
  const counts = (['MET', 'UNDECIDED', 'MISSED'] as const).flatMap((verdict) => {
    const count = verdicts.filter((one) => one === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict.toLowerCase()}`];
  });
  return counts.length === 0 ? [] : [`${what}: ${counts.join(', ')}`];
}
