import { BOOT_LOOK_SECONDS_MAX, BOOT_LOOK_SECONDS_MIN, SECOND_MS, SERVERS_PER_QUESTION } from '../bounds.ts';
import { beginTermination, refuseSteering } from '../cleaning/ending.ts';
import { counted } from '../counted.ts';
import type { Drill, Instant, Server } from '../drill.ts';
import type { Input, InstanceSeen } from '../inputs.ts';
import { handleLaunch, lookAtLaunches } from '../launching/followLaunches.ts';
import { lookAtActions, waitsForActions } from '../launching/launchActions.ts';
import { isOptional } from '../launching/requiredServers.ts';
import type { PhaseRules } from '../phase.ts';
import {
  ask,
  decideOutcome,
  inChunks,
  isOpen,
  NOTHING_HERE,
  record,
  type Step,
  secondsUntil,
  serversOf,
  setTimer,
} from '../step.ts';
import { beginHold } from './hold.ts';
import { isNotReady } from './notReady.ts';
import { lookAtPoints, needsPoint, pointOf, pointSeen } from './recoveryPoint.ts';

/**
 * VERIFYING: every launched server must be seen working, and its recovery point must be known, before the hold begins.
 */
export const verifying: PhaseRules = {
  handle(step, input) {
    switch (input.type) {
      case 'HoldUntilRequested':
      case 'HoldEndRequested':
        return refuseSteering(step);
      default:
        return handleLaunch(step, input) ?? handleVerification(step, input);
    }
  },
  proceed(step) {
    lookAtLaunches(step);
    lookAtInstances(step);
    lookAtActions(step);
    if (launched(step.drill).some(([, server]) => isUnsettled(server))) return;
    if (isOpen(step.drill, 'instances') || isOpen(step.drill, 'points')) return;
    if (waitsForActions(step)) return;
    const failed = launched(step.drill).filter(
      ([, server]) => server.verificationFailed === true && !isOptional(step.drill, server),
    ).length;
    if (failed > 0) decideOutcome(step, 'FAILED', `${counted(failed, 'launched server')} could not be verified.`);
    if (launched(step.drill).length === 0) beginTermination(step);
    else beginHold(step);
  },
};

/** Handles what is learnt about instances. A wave is verified while the next one launches. */
export function handleVerification(step: Step, input: Input): undefined {
  switch (input.type) {
    case 'InstancesSeen':
      for (const seen of input.instances) instanceSeen(step, seen);
      return notReady(step, input);
    case 'PointsSeen':
      for (const { sourceServerId, snapshotId } of input.points) pointSeen(step, sourceServerId, snapshotId);
      return;
    default:
      return NOTHING_HERE;
  }
}

/** Looks at the instances of every launched wave when it is time to, then once at their recovery points. */
export function lookAtInstances(step: Step): void {
  step.drill.waves.forEach((wave, index) => {
    if (wave.state !== 'LAUNCHED') return;
    const servers = launched(step.drill).filter(([, server]) => server.wave === index);
    if (isOpen(step.drill, `instances/${index}`)) return;
    const unproved = servers.filter(([, server]) => isUndecided(server));
    if (unproved.length > 0) lookAtWave(step, index, unproved);
    else lookForPoints(step, index, servers);
  });
}

function lookForPoints(step: Step, wave: number, launched: [string, Server][]): void {
  const servers = launched.filter(([, server]) => needsPoint(server));
  const isLate = servers.some(([, server]) => step.at >= bootDeadline(step.drill, server));
  lookAtPoints(step, wave, servers, isLate);
}

function lookAtWave(step: Step, wave: number, servers: [string, Server][]): void {
  const launchedAt = step.drill.waves[wave]?.launchedAt ?? step.at;
  const elapsed = (step.at - launchedAt) / SECOND_MS;
  const pause = Math.min(Math.max(elapsed / 4, BOOT_LOOK_SECONDS_MIN), BOOT_LOOK_SECONDS_MAX);
  const seconds = secondsUntil(step, `boot/${wave}`) ?? pause;
  setTimer(step, `boot/${wave}`, null);
  inChunks(servers, SERVERS_PER_QUESTION).forEach((chunk, index) => {
    const requested = chunk.map(([sourceServerId, server]) => ({
      sourceServerId,
      jobId: jobOf(step.drill, server),
      instanceId: server.listed === true ? (server.instanceId ?? null) : null,
    }));
    ask(step, `instances/${wave}/${index}`, { kind: 'LookAtInstances', wave, servers: requested }, seconds);
  });
}

function instanceSeen(step: Step, seen: InstanceSeen): void {
  const { sourceServerId, instanceId, volumeIds, pointInTimeAt } = seen;
  const server = step.drill.servers[sourceServerId];
  if (server === undefined || !isUndecided(server)) return;
  if (instanceId !== null && server.listed !== true) {
    record(step, { type: 'InstanceFound', sourceServerId, instanceId, volumeIds, pointInTimeAt });
    if (pointInTimeAt !== null) {
      record(step, { type: 'PointUsed', sourceServerId, point: pointOf(step.drill, server, pointInTimeAt) });
    }
  }
  judge(step, server, seen);
}

/** Only looks show when a server began to work: not before the newest look that did not find it working. */
function notReady(step: Step, { instances, lookedAt }: Extract<Input, { type: 'InstancesSeen' }>): undefined {
  const ids = instances.flatMap((seen) => {
    const server = step.drill.servers[seen.sourceServerId];
    if (server === undefined || !isUndecided(server)) return [];
    return isNotReady(server, seen) ? [seen.sourceServerId] : [];
  });
  if (ids.length > 0 && lookedAt !== undefined)
    record(step, { type: 'InstancesNotReady', sourceServerIds: ids, lookedAt });
}

function judge(step: Step, server: Server, { sourceServerId, state, statusChecks }: InstanceSeen): void {
  const works = server.listed === true;
  if (works && server.stopped === true && state === 'stopped') {
    record(step, { type: 'ServerVerified', sourceServerId, verified: 'STOPPED_AS_CONFIGURED' });
  } else if (works && state === 'running' && statusChecks === 'ok') {
    record(step, { type: 'ServerVerified', sourceServerId, verified: 'STATUS_CHECKS' });
  } else if (state === 'terminated' || state === 'shutting-down') {
    fail(step, sourceServerId, `Its instance is ${state}.`, null);
  } else if (step.at >= bootDeadline(step.drill, server)) {
    const reason = `Not verified in time: instance ${state ?? 'not listed'}, status checks ${statusChecks ?? 'unknown'}.`;
    fail(step, sourceServerId, reason, state === 'running' ? 'RUNNING' : null);
  }
}

function fail(step: Step, sourceServerId: string, reason: string, verified: 'RUNNING' | null): void {
  record(step, { type: 'ServerVerificationFailed', sourceServerId, reason, verified });
}

function bootDeadline(drill: Drill, server: Server): Instant {
  return (drill.waves[server.wave]?.launchedAt ?? drill.at) + drill.terms.bootSecondsMax * SECOND_MS;
}

function launched(drill: Drill): [string, Server][] {
  return serversOf(drill).filter(([, server]) => server.result === 'LAUNCHED');
}

function isUnsettled(server: Server): boolean {
  return isUndecided(server) || needsPoint(server);
}

/** No look has shown yet whether it works. */
export function isUndecided({ verified, verificationFailed }: Server): boolean {
  return verified === undefined && verificationFailed !== true;
}

function jobOf(drill: Drill, server: Server): string {
  return (server.launch === undefined ? undefined : drill.launches[server.launch]?.jobId) ?? '';
}
