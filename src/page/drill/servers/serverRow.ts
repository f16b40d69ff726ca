import type { Drill, DrilledServer } from '../../api/client.ts';
import { evidenceText } from '../../words/evidenceText.ts';
import { utcText } from '../../words/utcText.ts';
import { failureOf, type ServerStage, serverStages } from './serverStages.ts';

/** A server of a drill as its table shows, filters and sorts it. */
export interface ServerRow {
  server: DrilledServer;
  sourceServerId: string;
  /** Empty: not known. */
  hostname: string;
  wave: string;
  /** Where it is, in a word or two. */
  stage: string;
  stages: ServerStage[];
  /** Whether something is wrong with it that counts, which comes first in the table. */
  failed: 'yes' | 'no';
  /** What is wrong with it and counts, in full. */
  problems: string[];
  /** What else did not pass, in full: optional checks and actions. */
  remarks: string[];
  result: string;
  instanceId: string;
  evidence: string;
}

/** Servers with a problem first, then by wave, then in the order of the request. */
export function serverRows(drill: Drill, hostnames: ReadonlyMap<string, string>): ServerRow[] {
  const rows = drill.servers.map((server) => serverRow(drill, server, hostnames));
  return rows.toSorted((one, other) => rank(one) - rank(other) || one.server.wave - other.server.wave);
}

function rank({ failed }: ServerRow): number {
  return failed === 'yes' ? 0 : 1;
}

function serverRow(drill: Drill, server: DrilledServer, hostnames: ReadonlyMap<string, string>): ServerRow {
  const { sourceServerId, wave, result, instanceId, evidence } = server;
  const problems = problemsOf(drill, server);
  const isLeak = drill.cleanup === 'LEAKED' && server.gone === null && (server.jobId ?? instanceId) !== null;
  return {
    ...{
      server,
      sourceServerId,
      problems,
      remarks: remarksOf(drill, server),
      hostname: hostnames.get(sourceServerId) ?? '',
      wave: String(wave),
    },
    ...{ stage: stageOf(drill, server), stages: serverStages(drill, server) },
    failed: problems.length > 0 || isLeak ? 'yes' : 'no',
    ...{ result: result ?? 'none yet', instanceId: instanceId ?? '', evidence: evidenceText(evidence?.level ?? null) },
  };
}

/** As in the terminal: stages only move forward. */
function stageOf(drill: Drill, server: DrilledServer): string {
  if (server.gone !== null) return server.result === 'FAILED' ? 'failed, nothing left' : goneSaid(server.gone);
  if (drill.phase === 'ENDED' && server.result === null) return 'not launched';
  if (server.unproven !== null) return 'ownership not proved';
  if (server.terminationAcceptedAt !== null) return 'terminating';
  if (server.result === 'FAILED') return 'failed';
  if (server.verificationFailed) return 'verification failed';
  if (server.lost !== null) return server.lost.state === null ? 'not known' : `lost: ${server.lost.state}`;
  if (server.verified !== null) return UP[drill.phase] ?? 'verified';
  if (server.result === 'LAUNCHED') return 'launched';
  if (server.reported) return 'reported';
  return server.jobId === null ? 'waiting' : 'launching';
}

const UP: Partial<Record<Drill['phase'], string>> = { HOLDING: 'held', TERMINATING: 'to be terminated' };

function goneSaid(proof: NonNullable<DrilledServer['gone']>): string {
  return proof === 'ACKNOWLEDGED' ? 'leak acknowledged' : 'gone';
}

function problemsOf(drill: Drill, server: DrilledServer): string[] {
  const { error, lost, unproven, gone } = server;
  const standing = drill.leftStanding.filter(
    ({ sourceServerId }) => sourceServerId === server.sourceServerId && gone === null,
  );
  return [
    ...(error === null ? [] : [error]),
    ...(lost === null ? [] : [lostSaid(lost)]),
    ...(unproven === null || gone !== null ? [] : [`Not terminated: ${unproven}`]),
    ...(gone === 'ACKNOWLEDGED' ? ['Not proved gone: a person took responsibility.'] : []),
    ...standing.map(({ what, lastWords }) => `Left: ${what}${lastWords === null ? '' : `; DRS: ${lastWords}`}`),
    ...actionsText(server, { isOptional: false }),
    ...checksText(drill, server, { isRequired: true }),
  ];
}

function remarksOf(drill: Drill, server: DrilledServer): string[] {
  return [...actionsText(server, { isOptional: true }), ...checksText(drill, server, { isRequired: false })];
}

function actionsText({ launchActions }: DrilledServer, { isOptional }: { isOptional: boolean }): string[] {
  const failed = (launchActions?.unfinished ?? []).filter(
    (run) => run.optional === isOptional && run.status === 'FAILED',
  );
  const what = isOptional ? 'Optional post-launch action' : 'Post-launch action';
  return failed.map(({ name, reason }) => `${what} ${name} failed${reason === null ? '' : `: ${reason}`}`);
}

function checksText({ checks }: Drill, server: DrilledServer, { isRequired }: { isRequired: boolean }): string[] {
  return checks
    .filter(({ required }) => required === isRequired)
    .flatMap((check) => failureOf(check, server).map((failure) => ({ ...failure, name: check.name })))
    .filter(({ state }) => state === 'FAILED' || state === 'TIMED_OUT')
    .map(({ name, state, because }) => `${isRequired ? 'Check' : 'Optional check'} ${name} ${state}: ${because}`);
}

function lostSaid({ state, lostAt, reason }: NonNullable<DrilledServer['lost']>): string {
  if (state === null) return 'Its state at the end of its hold is not known.';
  const since = lostAt === null ? '' : ` since ${utcText(lostAt)}`;
  return `Lost during its hold: ${state}${since}${reason === null ? '' : ` (${reason})`}`;
}
