import {
  BOOT_LOOK_SECONDS_MAX,
  BOOT_LOOK_SECONDS_MIN,
  POINT_LOOK_SECONDS,
  POINT_PATIENCE_SECONDS,
  SECOND_MS,
  SERVERS_PER_QUESTION,
} from '../bounds.ts';
import { beginTermination, refuseSteering } from '../cleaning/ending.ts';
import type { Drill, Instant, PointUsed, Server } from '../drill.ts';
import type { Input, InstanceSeen } from '../inputs.ts';
import { hearLaunch, lookAtLaunches } from '../launching/followLaunches.ts';
import { lookAtActions, waitsForActions } from '../launching/launchActions.ts';
import type { PhaseRules } from '../phase.ts';
import {
  ask,
  decideOutcome,
  inChunks,
  isOpen,
  mayAsk,
  NOTHING_HERE,
  record,
  type Step,
  secondsUntil,
  serversOf,
  setTimer,
} from '../step.ts';
import { beginHold } from './hold.ts';
import { tellsNotReady } from './notReady.ts';

/** VERIFYING: every launched server must be seen to work, and the point it came from must be known, before the hold begins. */
export const verifying: PhaseRules = {
  hear(step, input) {
    switch (input.type) {
      case 'HoldUntilRequested':
      case 'HoldEndRequested':
        return refuseSteering(step);
      default:
        return hearLaunch(step, input) ?? hearVerification(step, input);
    }
  },
  proceed(step) {
    lookAtLaunches(step);
    lookAtInstances(step);
    lookAtActions(step);
    if (launched(step.drill).some(([, server]) => isUnsettled(server))) return;
    if (isOpen(step.drill, 'instances') || isOpen(step.drill, 'points')) return;
    if (waitsForActions(step)) return;
    const unfit = launched(step.drill).filter(([, server]) => server.unfit === true).length;
    if (unfit > 0) decideOutcome(step, 'FAILED', `${unfit} launched servers could not be verified.`);
    if (launched(step.drill).length === 0) beginTermination(step);
    else beginHold(step);
  },
};

/** What is learnt about instances; a wave is verified while the next one launches. */
export function hearVerification(step: Step, input: Input): undefined {
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

/** Asks about the instances of every launched wave when it is time to; then once for the points they came from. */
export function lookAtInstances(step: Step): void {
  step.drill.waves.forEach((wave, index) => {
    if (wave.state !== 'LAUNCHED') return;
    const servers = launched(step.drill).filter(([, server]) => server.wave === index);
    if (isOpen(step.drill, `instances/${index}`)) return;
    const unproved = servers.filter(([, server]) => server.verified === undefined && server.unfit !== true);
    if (unproved.length > 0) lookAtWave(step, index, unproved);
    else
      lookAtPoints(
        step,
        index,
        servers.filter(([, server]) => needsPoint(server)),
      );
  });
}

/** What an instance was recovered to, as far as DRS's own times tell. */
export function pointOf(drill: Drill, server: Server, at: Instant): PointUsed {
  if (drill.terms.recoveryPoint.type !== 'LATEST') return { kind: 'CHOSEN', at };
  const createdAt = server.launch === undefined ? undefined : drill.launches[server.launch]?.createdAt;
  if (createdAt === undefined) return { kind: 'UNKNOWN', at };
  return { kind: server.usedPrevious === true || at < createdAt ? 'PREVIOUS' : 'ON_DEMAND', at };
}

function lookAtWave(step: Step, wave: number, servers: [string, Server][]): void {
  const launchedAt = step.drill.waves[wave]?.launchedAt ?? step.at;
  const elapsed = (step.at - launchedAt) / SECOND_MS;
  const pause = Math.min(Math.max(elapsed / 4, BOOT_LOOK_SECONDS_MIN), BOOT_LOOK_SECONDS_MAX);
  const seconds = secondsUntil(step, `boot/${wave}`) ?? pause;
  setTimer(step, `boot/${wave}`, null);
  inChunks(servers, SERVERS_PER_QUESTION).forEach((chunk, index) => {
    const asked = chunk.map(([sourceServerId, server]) => ({
      sourceServerId,
      jobId: jobOf(step.drill, server),
      instanceId: server.listed === true ? (server.instanceId ?? null) : null,
    }));
    ask(step, `instances/${wave}/${index}`, { kind: 'LookAtInstances', wave, servers: asked }, seconds);
  });
}

function instanceSeen(step: Step, seen: InstanceSeen): void {
  const { sourceServerId, instanceId, volumeIds, pointInTimeAt } = seen;
  const server = step.drill.servers[sourceServerId];
  if (server === undefined || server.verified !== undefined || server.unfit === true) return;
  if (instanceId !== null && server.listed !== true) {
    record(step, { type: 'InstanceFound', sourceServerId, instanceId, volumeIds, pointInTimeAt });
    if (pointInTimeAt !== null) {
      record(step, { type: 'PointUsed', sourceServerId, point: pointOf(step.drill, server, pointInTimeAt) });
    }
  }
  judge(step, server, seen);
}

/** Only looks tell when a server began to work: not before the newest that did not see it. */
function notReady(step: Step, { instances, lookedAt }: Extract<Input, { type: 'InstancesSeen' }>): undefined {
  const ids = instances.flatMap((seen) => {
    const server = step.drill.servers[seen.sourceServerId];
    if (server === undefined || server.verified !== undefined || server.unfit === true) return [];
    return tellsNotReady(server, seen) ? [seen.sourceServerId] : [];
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
    record(step, { type: 'ServerUnfit', sourceServerId, reason: `Its instance is ${state}.`, verified: null });
  } else if (step.at >= bootDeadline(step.drill, server)) {
    const reason = `Not verified in time: instance ${state ?? 'not listed'}, status checks ${statusChecks ?? 'unknown'}.`;
    record(step, { type: 'ServerUnfit', sourceServerId, reason, verified: state === 'running' ? 'RUNNING' : null });
  }
}

function bootDeadline(drill: Drill, server: Server): Instant {
  return (drill.waves[server.wave]?.launchedAt ?? drill.at) + drill.terms.bootSecondsMax * SECOND_MS;
}

function lookAtPoints(step: Step, wave: number, servers: [string, Server][]): void {
  setTimer(step, `boot/${wave}`, null);
  if (isOpen(step.drill, `points/${wave}`)) return;
  if (servers.some(([, server]) => step.at >= bootDeadline(step.drill, server))) {
    for (const [id] of servers) pointKnown(step, id, null);
    return;
  }
  inChunks(servers, SERVERS_PER_QUESTION).forEach((chunk, index) => {
    const asked = chunk.map(([sourceServerId, server]) => ({ sourceServerId, at: server.point?.at ?? step.at }));
    const key = `points/${wave}/${index}` as const;
    const seconds = chunk.every(([, server]) => server.point?.unseenAt !== undefined) ? POINT_LOOK_SECONDS : 0;
    if (mayAsk(step, key)) ask(step, key, { kind: 'LookAtPoints', wave, servers: asked }, seconds);
  });
}

function pointSeen(step: Step, sourceServerId: string, snapshotId: string | null): void {
  const point = step.drill.servers[sourceServerId]?.point;
  const firstAt = point?.unseenAt ?? step.at;
  if (snapshotId !== null || step.at >= firstAt + POINT_PATIENCE_SECONDS * SECOND_MS)
    pointKnown(step, sourceServerId, snapshotId);
  else if (point !== undefined && point.snapshotId === undefined && point.unseenAt === undefined)
    record(step, { type: 'PointUsed', sourceServerId, point: { ...point, unseenAt: step.at } });
}

function pointKnown(step: Step, sourceServerId: string, snapshotId: string | null): void {
  const unknown = step.drill.servers[sourceServerId]?.point;
  if (unknown === undefined || unknown.snapshotId !== undefined) return;
  const { unseenAt: _firstAt, ...point } = unknown;
  record(step, { type: 'PointUsed', sourceServerId, point: { ...point, snapshotId } });
}

function launched(drill: Drill): [string, Server][] {
  return serversOf(drill).filter(([, server]) => server.result === 'LAUNCHED');
}

function isUnsettled(server: Server): boolean {
  return (server.verified === undefined && server.unfit !== true) || needsPoint(server);
}

function needsPoint(server: Server): boolean {
  return server.point !== undefined && server.point.snapshotId === undefined;
}

function jobOf(drill: Drill, server: Server): string {
  return (server.launch === undefined ? undefined : drill.launches[server.launch]?.jobId) ?? '';
}
