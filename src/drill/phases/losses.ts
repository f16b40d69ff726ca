import {
  EMPTY_LOOK_SECONDS,
  LOSS_CLOCK_SECONDS,
  SECOND_MS,
  SERVERS_PER_QUESTION,
  TERMINATED_SHOWN_SECONDS,
} from '../bounds.ts';
import type { Drill, Instant, Loss, Server } from '../drill.ts';
import type { Answer, Input, StateSeen } from '../inputs.ts';
import { isOptional } from '../launching/requiredServers.ts';
import { ask, decideOutcome, mayAsk, record, type Step, serversOf, someServer } from '../step.ts';

/**
 * From its verification until the hold's end an instance has to stay as it was verified. An event triggers a look, and
 * the look decides. Events get lost, so one last look precedes the termination. Without it the state is unknown.
 */

type Down = Extract<Input, { type: 'InstanceReportedDown' | 'InstanceReportedGone' }>;

/** An event reports that an instance is going down. If it should still be up, a look follows. */
export function downReported(step: Step, input: Down): undefined {
  const { sourceServerId, instanceId, downAt } = input;
  const server = step.drill.servers[sourceServerId];
  const state = input.type === 'InstanceReportedDown' ? input.state : 'terminated';
  if (server?.instanceId !== instanceId || !isWatched(step.drill, server) || !isDown(server, state)) return;
  record(step, { type: 'InstanceReportedDown', sourceServerId, state, downAt: downAt ?? null });
}

/** Looks at the servers that events reported down, until an answer comes. */
export function lookAtSuspects(step: Step): void {
  const isSuspect = (server: Server) => server.suspect === true && isWatched(step.drill, server);
  if (!someServer(step.drill, isSuspect) || !mayAsk(step, 'watch')) return;
  const suspects = serversOf(step.drill).filter(([, server]) => isSuspect(server));
  const servers = suspects.slice(0, SERVERS_PER_QUESTION).map(([sourceServerId, server]) => ({
    sourceServerId,
    jobId: step.drill.launches[server.launch ?? -1]?.jobId ?? '',
    instanceId: server.instanceId ?? null,
  }));
  ask(step, 'watch', { kind: 'LookAtInstances', wave: suspects[0]?.[1].wave ?? 0, servers });
}

/** Judges the states that a look has shown: verified instances are still up, or lost. */
export function statesSeen(step: Step, answer: Answer): void {
  const judged = statesIn(answer).flatMap((one) => {
    const server = step.drill.servers[one.sourceServerId];
    const isVerified =
      server?.verified !== undefined && server.verificationFailed !== true && server.lost === undefined;
    return isVerified ? [{ sourceServerId: one.sourceServerId, server, found: judge(step, server, one) }] : [];
  });
  noteUp(
    step,
    judged.flatMap(({ sourceServerId, found }) => (found === 'UP' ? [sourceServerId] : [])),
  );
  const lost = judged.flatMap(({ sourceServerId, server, found }) => {
    if (found === 'UP' || found === null) return [];
    // After the last look has found it up, only an earlier moment from EC2 counts.
    return server.held !== true || found.lostAt !== null ? [{ sourceServerId, ...found }] : [];
  });
  loseServers(step, lost);
  // What this look cannot decide, the last one may. Until then only another event triggers a look.
  const unreported = judged.filter(({ sourceServerId }) => step.drill.servers[sourceServerId]?.suspect === true);
  if (unreported.length > 0)
    record(step, {
      type: 'SuspectsUnreported',
      sourceServerIds: unreported.map(({ sourceServerId }) => sourceServerId),
    });
}

/** At the drill's end: no look has shown whether the instance was up when its hold ended. */
export function loseUnreported(step: Step): void {
  const unreported = serversOf(step.drill).filter(
    ([, { verified, verificationFailed, held, lost }]) =>
      verified !== undefined && verificationFailed !== true && !held && lost === undefined,
  );
  const nothing = { state: null, lostAt: null, reason: null };
  loseServers(
    step,
    unreported.map(([sourceServerId]) => ({ sourceServerId, ...nothing })),
  );
}

/** The message about a loss. */
export function lossSaid(
  sourceServerId: string,
  instanceId: string | undefined,
  { state, lostAt, reason }: Loss,
): string {
  const instance = `Instance ${instanceId ?? ''} of ${sourceServerId}`;
  if (state === null) return `${instance}: it is unknown whether it was still up when its hold ended.`;
  const since = lostAt === null ? '' : ` since ${said(lostAt)}`;
  return `${instance} was lost before its hold ended: ${state}${since}${reason === null ? '' : ` (${reason})`}.`;
}

function statesIn(input: Answer): readonly StateSeen[] {
  if (input.type === 'InstancesSeen') return input.instances;
  if (input.type === 'LeftoversSeen') return input.servers;
  return 'seen' in input ? (input.seen ?? []) : [];
}

/** During the hold it only settles an event. At the end of the hold the outcome depends on it. */
function noteUp(step: Step, ids: string[]): void {
  const { servers, phase } = step.drill;
  const isEnding = phase === 'TERMINATING';
  const sourceServerIds = ids.filter((id) => (isEnding ? servers[id]?.held !== true : servers[id]?.suspect === true));
  if (sourceServerIds.length > 0) record(step, { type: isEnding ? 'ServersHeld' : 'ServersSeenUp', sourceServerIds });
}

function loseServers(step: Step, servers: ({ sourceServerId: string } & Loss)[]): void {
  if (servers.length === 0) return;
  record(step, { type: 'ServersLost', servers });
  const required = servers.filter(
    ({ sourceServerId: id }) => !isOptional(step.drill, step.drill.servers[id] as Server),
  );
  const [worst] = required;
  if (worst === undefined) return;
  const { sourceServerId } = worst;
  const sentence = lossSaid(sourceServerId, step.drill.servers[sourceServerId]?.instanceId, worst);
  const others = required.length - 1;
  decideOutcome(step, 'FAILED', others === 0 ? sentence : `${sentence} The same applies to ${others} more.`);
}

/** It was verified, and its hold has not ended, or no look has followed the end yet. */
function isWatched({ phase }: Drill, { verified, verificationFailed, lost, held, terminationAt }: Server): boolean {
  if (verified === undefined || verificationFailed === true || lost !== undefined || phase === 'ENDED') return false;
  return phase !== 'TERMINATING' || (held !== true && terminationAt === undefined);
}

/** Null: the look does not decide. */
function judge(step: Step, server: Server, seen: StateSeen): Loss | 'UP' | null {
  const { state, reason = null, startedAt = 0 } = seen;
  const lostAt = earliest(seen.downAt, server.downAt);
  const isHeldAt = (at: Instant) => at >= watchEnd(step.drill) - LOSS_CLOCK_SECONDS * SECOND_MS;
  // Without a time from EC2, a later look may show something that happened after the hold's end.
  const lateSeconds = state === GONE ? TERMINATED_SHOWN_SECONDS : LOSS_CLOCK_SECONDS;
  const isLate = step.at > watchEnd(step.drill) + lateSeconds * SECOND_MS;
  const isSettled = step.at >= (server.verifiedAt ?? step.at) + EMPTY_LOOK_SECONDS * SECOND_MS;
  const isRestarted = isStartedAgain(server, startedAt);
  if (isDown(server, state) || (state === GONE && isSettled) || isRestarted) {
    // An instance that we have terminated may have been stopped before: EC2 reports only the last change.
    if (lostAt !== null && isHeldAt(lostAt))
      return ENDED.has(state ?? '') || server.terminationAt !== undefined ? null : 'UP';
    if (lostAt === null && isPerhapsOurs(step.drill, server) && !STOPPED.has(state ?? '')) return null;
    if (!isRestarted) return lostAt === null && isLate ? null : { state, lostAt, reason };
    return lostAt === null && isHeldAt(startedAt)
      ? null
      : { state, lostAt, reason: `started again at ${said(startedAt)}` };
  }
  // Listings lag: something new may be missing from them.
  if (seen.isUnlisted === true)
    return isSettled && !isLate ? { state, lostAt: null, reason: 'DRS no longer lists it' } : null;
  const isUp = server.verified === 'STOPPED_AS_CONFIGURED' ? LIVING.has(state ?? '') : state === 'running';
  return isUp ? 'UP' : null;
}

/** We have terminated it, or may have done so in the lost time of a restored table. */
function isPerhapsOurs({ restored }: Drill, { terminationAt }: Server): boolean {
  return terminationAt !== undefined || restored !== undefined;
}

/** Neither EC2 nor DRS shows it. */
const GONE = 'gone';

/** Testers may start and stop an instance that is configured to stay stopped. */
function isDown({ verified }: Server, state: string | null): boolean {
  return ENDED.has(state ?? '') || (verified !== 'STOPPED_AS_CONFIGURED' && STOPPED.has(state ?? ''));
}

const ENDED: ReadonlySet<string> = new Set(['shutting-down', 'terminated']);
const STOPPED: ReadonlySet<string> = new Set(['stopping', 'stopped']);
const LIVING: ReadonlySet<string> = new Set([...STOPPED, 'pending', 'running']);

/** EC2's LaunchTime changes with every start (EC2 API reference, Instance), so it was stopped in between. */
function isStartedAgain({ verified, verifiedAt = 0 }: Server, startedAt: Instant): boolean {
  return verified !== 'STOPPED_AS_CONFIGURED' && startedAt > verifiedAt + LOSS_CLOCK_SECONDS * SECOND_MS;
}

/** When the hold ends or ended: on time, by an operator, or by the hard stop. */
function watchEnd({ phase, phaseAt, holdUntil, hardStop }: Drill): Instant {
  const ends = [holdUntil, hardStop?.at, phase === 'TERMINATING' ? phaseAt : undefined];
  return Math.min(...ends.map((at) => at ?? Number.POSITIVE_INFINITY));
}

function earliest(...moments: (Instant | undefined)[]): Instant | null {
  const known = moments.filter((at) => at !== undefined);
  return known.length === 0 ? null : Math.min(...known);
}

function said(at: Instant): string {
  return new Date(at).toISOString();
}
