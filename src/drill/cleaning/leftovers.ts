import {
  EMPTY_LOOK_SECONDS,
  LEFTOVER_EXPECTED_PERCENTS,
  LEFTOVER_EXPECTED_SECONDS_MAX,
  LEFTOVER_LOOK_SECONDS_MAX,
  LEFTOVER_LOOK_SECONDS_MIN,
  SECOND_MS,
  SERVERS_PER_LISTING,
  SERVERS_PER_QUESTION,
  STANDING_AFTER_SECONDS,
  TERMINATION_TIMEOUT_SECONDS,
  VOLUME_LOOK_SECONDS,
} from '../bounds.ts';
import type { Drill, Instant, Server } from '../drill.ts';
import type { LeftoverSeen } from '../inputs.ts';
import { jobIdOf, unresolvedLaunches } from '../launching/launches.ts';
import {
  ask,
  inChunks,
  isLookComing,
  mayAsk,
  record,
  type Step,
  secondsUntil,
  serversOf,
  setTimer,
  setTimerBy,
  someServer,
} from '../step.ts';
import { isOwed } from './owed.ts';
import { isSettled, waitsForRecovery } from './terminable.ts';

/**
 * An event only triggers a look. The look comes soon once the last instance under termination has reported and its
 * volumes have had time to go.
 */
export function instanceReportedGone(step: Step, sourceServerId: string, instanceId: string): undefined {
  const server = step.drill.servers[sourceServerId];
  if (server === undefined || server.reportedGone === true || server.gone !== undefined) return;
  if (server.instanceId !== undefined && server.instanceId !== instanceId) return;
  record(step, { type: 'InstanceReportedGone', sourceServerId });
  const waiting = someServer(
    step.drill,
    (one) => isOwed(step.drill, one) && one.terminationAt !== undefined && one.reportedGone !== true,
  );
  if (step.drill.phase === 'TERMINATING' && !waiting)
    setTimerBy(step, 'leftovers', step.at + VOLUME_LOOK_SECONDS * SECOND_MS);
}

/**
 * Looks at everything not proved gone: unknown instances, and those whose termination was accepted or must not be
 * requested.
 */
export function lookForLeftovers(step: Step): void {
  const unresolved = unresolvedLaunches(step.drill);
  const isKnown = (server: Server) =>
    isOwed(step.drill, server) && isSettled(server, unresolved) && jobIdOf(step.drill, server) !== undefined;
  if (!someServer(step.drill, isKnown) || isLookComing(step, 'leftovers', 'leftovers')) return;
  const waits = waitsForRecovery(step);
  const known = serversOf(step.drill).filter(([id, server]) => isKnown(server) && !waits(id, server));
  if (known.length === 0) return setTimer(step, 'leftovers', null);
  setTimerBy(step, 'leftovers', nextLookAt(step, known));
  const seconds = secondsUntil(step, 'leftovers') ?? 0;
  // A look now would miss servers whose termination is yet to be requested.
  if (seconds > 0 && !known.every(([, server]) => isEnding(server))) return;
  const worthALook = known.filter(
    ([, server]) =>
      server.instanceId === undefined ||
      server.terminationAt !== undefined ||
      server.unproven !== undefined ||
      server.reportedGone === true ||
      step.drill.failures['terminate/0'] !== undefined,
  );
  setTimer(step, 'leftovers', null);
  if (worthALook.length === 0) return setTimerBy(step, 'leftovers', nextLookAt(step, known));
  const isFound = worthALook.every(([, server]) => server.listed === true);
  inChunks(worthALook, isFound ? SERVERS_PER_LISTING : SERVERS_PER_QUESTION).forEach((chunk, index) => {
    const servers = chunk.map(([sourceServerId, server]) => ({
      sourceServerId,
      jobId: jobIdOf(step.drill, server) ?? '',
      instanceId: server.instanceId ?? null,
      ...(server.conversionServerIds && { conversionServerIds: server.conversionServerIds }),
    }));
    const key = `leftovers/${index}` as const;
    if (mayAsk(step, key)) ask(step, key, { kind: 'LookForLeftovers', servers }, seconds);
  });
}

/** Its termination was accepted, and its end is not known yet. */
function isEnding(server: Server): boolean {
  return server.terminationAt !== undefined && server.unproven === undefined;
}

export function leftoverSeen(step: Step, seen: LeftoverSeen): void {
  const { sourceServerId, instanceId, state, volumeIds, volumesLeft } = seen;
  const server = step.drill.servers[sourceServerId];
  if (server === undefined || server.gone !== undefined) return;
  if (instanceId !== null && server.listed !== true) {
    record(step, { type: 'InstanceFound', sourceServerId, instanceId, volumeIds, pointInTimeAt: null });
  } else if (instanceId !== null && seen.hasNewVolumes) {
    record(step, { type: 'VolumesSeen', sourceServerId, instanceId, volumeIds });
  }
  noteStanding(step, seen);
  if (state !== null && state !== 'terminated') {
    const unconfirmed = { type: 'TerminationUnconfirmed' as const, sourceServerIds: [sourceServerId] };
    if (isUnconfirmed(step, server, state)) record(step, unconfirmed);
  } else if ((volumesLeft !== null && volumesLeft.length > 0) || others(seen).length > 0) {
    if (isFresh(step, server)) setTimerBy(step, 'leftovers', step.at + VOLUME_LOOK_SECONDS * SECOND_MS);
  } else if (instanceId === null && server.neverExisted === true) {
    record(step, { type: 'ServerGone', sourceServerId, proof: 'NEVER_EXISTED' });
  } else if (state === 'terminated' && volumesLeft !== null) {
    record(step, { type: 'ServerGone', sourceServerId, proof: 'TERMINATED' });
  } else {
    lookedEmpty(step, sourceServerId, server);
  }
}

/** Once cleaning takes long, the drill records what still exists, so that a leak report can name it. */
function noteStanding(step: Step, seen: LeftoverSeen): void {
  if (step.at < step.drill.phaseAt + STANDING_AFTER_SECONDS * SECOND_MS) return;
  const { sourceServerId, instanceId, state, volumesLeft } = seen;
  const instance = state === null || state === 'terminated' ? [] : [`${instanceId} ${state}`];
  const standing = [...instance, ...others(seen), ...(volumesLeft ?? [])].join(', ');
  if (standing !== '' && step.drill.standing?.[sourceServerId] !== standing)
    record(step, { type: 'LeftStanding', sourceServerId, standing });
}

/** What still exists but is not proved ours. DRS or an operator terminates it; the drill only waits. */
function others({ conversionServers = [], suspects = [] }: LeftoverSeen): string[] {
  return [
    ...conversionServers.map((one) => `conversion server ${one.instanceId} ${one.state}, named in DRS’s log`),
    ...suspects.map((one) => `${one.instanceId} ${one.state}, whose job or server is unknown`),
  ];
}

/**
 * Volumes disappear a moment after their instance. Those that stay longer may never go, and are checked at the normal
 * pace.
 */
function isFresh(step: Step, { terminationAt }: Server): boolean {
  return terminationAt !== undefined && step.at < terminationAt + TERMINATION_TIMEOUT_SECONDS * SECOND_MS;
}

/** One empty list proves nothing. It takes two, the later one well after the job's end. */
function lookedEmpty(step: Step, sourceServerId: string, server: Server): void {
  const firstAt = server.emptyAt;
  if (firstAt === undefined) record(step, { type: 'LookedEmpty', sourceServerId });
  const launch = step.drill.launches[server.launch ?? -1];
  if (launch?.state !== 'COMPLETED') return;
  const pause = EMPTY_LOOK_SECONDS * SECOND_MS;
  const settlesAt = Math.max(launch.endedAt ?? launch.lostAt ?? step.at, firstAt ?? step.at) + pause;
  if (firstAt !== undefined && step.at >= settlesAt) {
    record(step, { type: 'ServerGone', sourceServerId, proof: 'ABSENT_TWICE' });
  } else setTimerBy(step, 'leftovers', settlesAt);
}

/** The accepted termination has no visible effect. An instance that is shutting down does show one. */
function isUnconfirmed(step: Step, server: Server, state: string): boolean {
  return (
    state !== 'shutting-down' &&
    server.terminationAt !== undefined &&
    step.at >= server.terminationAt + TERMINATION_TIMEOUT_SECONDS * SECOND_MS
  );
}

/**
 * The first look comes when earlier drills suggest that the first instance is gone. The longer the cleaning takes, the
 * less often it looks, but often enough to notice a leak.
 */
function nextLookAt(step: Step, known: [string, Server][]): Instant {
  const expected = known.flatMap(([, server]) => expectedEnd(step.drill, server) ?? []);
  const firstAt = expected.length === known.length ? Math.min(...expected) : step.drill.phaseAt;
  if (firstAt > step.at) return firstAt;
  const late = (step.at - firstAt) / SECOND_MS;
  return step.at + Math.min(Math.max(late / 10, LEFTOVER_LOOK_SECONDS_MIN), LEFTOVER_LOOK_SECONDS_MAX) * SECOND_MS;
}

/** When it should be nearly gone, if it takes as long as before. */
function expectedEnd({ waves }: Drill, server: Server): Instant | undefined {
  const seconds = waves[server.wave]?.pastDurations?.terminationSeconds ?? null;
  if (seconds === null || server.terminationAt === undefined) return undefined;
  const expected = Math.round((seconds * LEFTOVER_EXPECTED_PERCENTS) / 100);
  return server.terminationAt + Math.min(expected, LEFTOVER_EXPECTED_SECONDS_MAX) * SECOND_MS;
}
