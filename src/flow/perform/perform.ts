import { INSPECTION_FRESH_SECONDS, LOOK_FRESH_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Instant, Site } from '../../drill/drill.ts';
import { ACTS, type CheckEffect, type Effect, isOfCheck } from '../../drill/effects.ts';
import type { Answer, Input, Missed } from '../../drill/inputs.ts';
import { advance } from '../advance.ts';
import { carryOutCheck } from '../checks/carryOutCheck.ts';
import { CallFailed } from '../errors.ts';
import { refuseByLever } from '../leverInForce.ts';
import type { EffectItem, Ports } from '../ports.ts';
import { withRetries } from '../retryQuestions.ts';
import { findJobs } from '../takeInRestore.ts';
import { isPostponed, slowDown } from '../throttling.ts';
import { armHardStop, armWake } from './arm.ts';
import { findCandidates } from './findCandidates.ts';
import { makeForecast } from './forecast.ts';
import { busyAmong, findBusy, inspect, jobsAround, unknownAmong } from './inspect.ts';
import { lookIntoLeak } from './leak.ts';
import { lookAtInstances, lookAtLaunches, lookAtPoints, ourLaunch } from './look.ts';
import { lookAtActions } from './lookAtActions.ts';
import { lookAtRecoveries } from './lookAtRecoveries.ts';
import { lookForLeftovers } from './lookForLeftovers.ts';
import { terminateProven } from './prove.ts';
import { refusedServers, resolvePoints } from './recheckBeforeLaunch.ts';
import { rightful } from './rightful.ts';
import { refuseCrowd } from './room.ts';

/**
 * Performs one effect that its drill waits for. An act is taken once before it is performed; a question is just sent.
 * The drill gets the result as an input.
 */
export async function perform(
  ports: Ports,
  { drillId, effectId }: { drillId: string; effectId: string },
): Promise<void> {
  const item = await ports.effects.load(drillId, effectId);
  if (item === undefined || item.state !== 'REQUESTED') return;
  if (await isPostponed(ports, item)) return;
  const requested = await rightful(ports, item);
  if (requested === undefined) return;
  if (ACTS.has(item.effect.kind) && !(await ports.effects.take(drillId, effectId, ports.ids.next(), ports.clock.now())))
    return;
  const answer = await answerTo(ports, requested);
  const world = ports.worlds.drilled();
  const input = { ...answer, effectId, at: ports.clock.now(), ...(world !== null && { world }) };
  await advance(ports, drillId, input as Input);
}

async function answerTo(ports: Ports, item: EffectItem): Promise<Answer> {
  try {
    return await carryOut(withRetries(ports), item.drillId, item.site, item.effect);
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    const { seen } = error;
    return { type: 'EffectFailed', ...(await missedBy(ports, item.site, error)), ...(seen && { seen }) };
  }
}

/** The input that a failed call becomes. When AWS wants a pause, it applies to the whole site. */
async function missedBy(ports: Ports, site: Site, { kind, message, retryAfterSeconds }: CallFailed): Promise<Missed> {
  if (kind === 'THROTTLED') await slowDown(ports, site, retryAfterSeconds);
  return { kind, message, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}

/** An act, or a question. */
async function carryOut(ports: Ports, drillId: string, site: Site, effect: Effect): Promise<Answer> {
  switch (effect.kind) {
    case 'ArmHardStop':
      return armHardStop(ports, drillId, site, effect);
    case 'ArmWake':
      return armWake(ports, drillId, effect);
    case 'Wake':
      return { type: 'WakeCame' };
    case 'StartRecovery':
      return startRecovery(ports, site, effect);
    case 'Terminate':
      return terminateProven(ports, site, drillId, effect.servers);
    default:
      return isOfCheck(effect) ? carryOutCheck(ports, drillId, site, effect) : look(ports, drillId, site, effect);
  }
}

type Act = 'ArmHardStop' | 'ArmWake' | 'Wake' | 'StartRecovery' | 'Terminate';
type Question = Exclude<Effect, CheckEffect | { kind: Act }>;

async function look(ports: Ports, drillId: string, site: Site, effect: Question): Promise<Answer> {
  const lookedAt = ports.clock.now();
  switch (effect.kind) {
    case 'FindCandidates':
      return findCandidates(ports, site, effect.choices);
    case 'FindServers':
      return { type: 'ServersFound', unknown: await unknownAmong(ports, site, effect.sourceServerIds) };
    case 'Inspect':
      return inspected(ports, site, effect);
    case 'FindBusy':
      return { type: 'BusyFound', ...(await findBusy(ports, site, effect.sourceServerIds)), lookedAt };
    case 'Forecast':
      return makeForecast(ports, drillId, site, effect);
    case 'FindLaunch':
      return findLaunch(ports, site, effect);
    case 'FindJobs':
      return findJobs(ports, drillId, site, effect);
    case 'LookAtLaunches':
      return { type: 'LaunchesSeen', jobs: await lookAtLaunches(ports, site, effect.jobIds) };
    case 'LookAtInstances':
      return instancesSeen(ports, site, effect);
    case 'LookAtActions':
      return { type: 'ActionsSeen', servers: await lookAtActions(ports, site, effect.servers) };
    case 'LookAtPoints':
      return pointsSeen(ports, site, effect);
    case 'LookAtRecovery':
      return { type: 'RecoveriesSeen', jobs: await lookAtRecoveries(ports, site, effect.jobIds) };
    case 'LookForLeftovers':
      return { type: 'LeftoversSeen', servers: await lookForLeftovers(ports, site, effect.servers) };
    case 'LookIntoLeak':
      return leakLookedInto(ports, site, effect);
  }
}

async function inspected(ports: Ports, site: Site, effect: Extract<Effect, { kind: 'Inspect' }>): Promise<Answer> {
  const lookedAt = ports.clock.now();
  const { answers: servers, failure } = await inspect(ports, site, effect);
  return { type: 'Inspected', servers, lookedAt, ...(await partMissed(ports, site, failure)) };
}

async function instancesSeen(
  ports: Ports,
  site: Site,
  { wave, servers }: Extract<Effect, { kind: 'LookAtInstances' }>,
): Promise<Answer> {
  const lookedAt = ports.clock.now();
  const instances = await lookAtInstances(ports, site, servers);
  return { type: 'InstancesSeen', wave, instances, lookedAt };
}

async function pointsSeen(
  ports: Ports,
  site: Site,
  { wave, servers }: Extract<Effect, { kind: 'LookAtPoints' }>,
): Promise<Answer> {
  const { answers: points, failure } = await lookAtPoints(ports, site, servers);
  return { type: 'PointsSeen', wave, points, ...(await partMissed(ports, site, failure)) };
}

async function leakLookedInto(
  ports: Ports,
  site: Site,
  effect: Extract<Effect, { kind: 'LookIntoLeak' }>,
): Promise<Answer> {
  const { answers: servers, failure } = await lookIntoLeak(ports, site, effect);
  return { type: 'LeakLookedInto', servers, ...(await partMissed(ports, site, failure)) };
}

async function partMissed(ports: Ports, site: Site, failure: CallFailed | undefined): Promise<{ missed?: Missed }> {
  return failure === undefined ? {} : { missed: await missedBy(ports, site, failure) };
}

async function findLaunch(ports: Ports, site: Site, effect: Extract<Effect, { kind: 'FindLaunch' }>): Promise<Answer> {
  const { launch, searchFrom } = effect;
  const jobs = await jobsAround(ports, site, searchFrom);
  const job = ourLaunch(jobs, { ...effect, owner: await ports.owner() });
  if (job === undefined) return { type: 'LaunchNotFound', launch };
  return { type: 'LaunchStarted', launch, jobId: job.jobId, createdAt: job.createdAt, found: true };
}

/**
 * Looks for our own launch, in all jobs and at the servers, and then starts. The first attempt skips the look when all
 * of it was read a moment ago.
 */
async function startRecovery(
  ports: Ports,
  site: Site,
  effect: Extract<Effect, { kind: 'StartRecovery' }>,
): Promise<Answer> {
  const { launch, servers, tags, attempt } = effect;
  const sourceServerIds = servers.map((server) => server.sourceServerId);
  const isFresh = ports.clock.now() - effect.lookedAt <= LOOK_FRESH_SECONDS * SECOND_MS;
  if (attempt > 1 || !isFresh || effect.crowded === true) {
    const owner = await ports.owner();
    const jobs = await jobsAround(ports, site, effect.searchFrom);
    const job = ourLaunch(jobs, { owner, tag: tags['Launch'] ?? '', sourceServerIds });
    if (job !== undefined)
      return { type: 'LaunchStarted', launch, jobId: job.jobId, createdAt: job.createdAt, found: true };
    if (isOutdated(effect, ports.clock.now())) return { type: 'LaunchNotFound', launch };
    const busy = busyAmong(jobs, sourceServerIds, owner, ports.clock.now());
    const refused = await refusedServers(ports, site, effect, busy);
    if (refused.length > 0) return { type: 'LaunchRefused', launch, servers: refused };
    refuseCrowd(jobs, owner, sourceServerIds.length, effect.room);
  }
  const points = await resolvePoints(ports, site, sourceServerIds, effect.recoveryPoint);
  if (points.refused.length > 0) return { type: 'LaunchRefused', launch, servers: points.refused };
  await refuseByLever(ports, site, 'launch');
  const started = await ports.drs.startDrill(site, points.servers, tags);
  return { type: 'LaunchStarted', launch, ...started, found: false };
}

/** The inspection is too old for a launch: the act has waited too long in its queue, or is a late retry. */
function isOutdated({ inspectedAt, lookedAt }: Extract<Effect, { kind: 'StartRecovery' }>, now: Instant): boolean {
  return now - (inspectedAt ?? lookedAt) > (INSPECTION_FRESH_SECONDS + LOOK_FRESH_SECONDS) * SECOND_MS;
}
