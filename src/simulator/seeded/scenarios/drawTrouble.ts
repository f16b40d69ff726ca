import { HOUR_SECONDS, MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant, Limits } from '../../../drill/drill.ts';
import { type Dice, forkOf } from '../../aws/dice.ts';
import { DRILL_NETWORK, type ServerOptions } from '../../aws/drs/sourceServers.ts';
import type { Faults } from '../../aws/faults.ts';
import type { ThirdPartyAction } from '../thirdPartyActions.ts';
import type { PlannedLever, PlatformFaults, Span } from './plans.ts';

/**
 * DRS FAQ: launches usually take 5 to 20 minutes. Some here are faster, but always slow enough for a look to see them.
 */
export function drawServer(dice: Dice, now: Instant): ServerOptions {
  const quick = dice.chance(0.2) ? { launchSeconds: dice.between(180, 480) } : {};
  const elsewhere = dice.chance(0.02) ? { subnetId: 'subnet-0a00000000000a001' } : {};
  const denied = dice.chance(0.02) ? { tags: { 'drs-drill': 'deny' } } : {};
  const windows = dice.chance(0.1) ? { windows: true } : {};
  const fast = dice.chance(0.1) ? { recoveryMode: 'FAST' as const } : {};
  const untagged = dice.chance(0.1) ? { templateUntagged: true } : {};
  // A few snapshots test as much as the forty of the usual policy, and are listed ten times as fast.
  const snapshots = [3, 2, 1].map((hours) => now - hours * HOUR_SECONDS * SECOND_MS);
  const rare = forkOf(dice, 'never drilled');
  const failsBack = rare.chance(0.03) ? { replicationDirection: 'FAILBACK' as const } : {};
  const bound = rare.chance(0.03) ? { template: { networkInterfaceId: 'eni-0a00000000000a001' } } : {};
  return {
    bootSeconds: dice.between(20, 400),
    snapshots,
    ...quick,
    ...elsewhere,
    ...denied,
    ...untagged,
    ...windows,
    ...fast,
    ...failsBack,
    ...bound,
    ...drawRefusals(forkOf(dice, 'refused questions')),
    ...drawLaunchActions(forkOf(dice, 'launch actions')),
  };
}

/** Most servers have no launch actions. A few actions fail, and fewer never end or never start. */
function drawLaunchActions(dice: Dice): ServerOptions {
  if (!dice.chance(0.15)) return {};
  const actions = Array.from({ length: dice.between(1, 4) }, () => ({
    optional: dice.chance(0.4),
    active: dice.chance(0.9),
    seconds: dice.between(10, 900),
    ends: dice.pick(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'FAILED', 'NEVER'] as const),
  }));
  return { launchActions: { actions, ...(dice.chance(0.1) ? { agentUnseen: true } : {}) } };
}

/** Reads that AWS refuses for this server only. */
function drawRefusals(dice: Dice): ServerOptions {
  if (dice.chance(0.03)) return { refuses: { GetLaunchConfiguration: 'DENIED' } };
  if (dice.chance(0.03)) return { refuses: { DescribeRecoverySnapshots: 'DENIED' } };
  if (dice.chance(0.03)) return { templateDeleted: true };
  return dice.chance(0.03) ? { refuses: { ListLaunchActions: 'DENIED' } } : {};
}

export function drawLimits(dice: Dice, usual: Limits): Limits {
  const { subnetId, securityGroupId } = DRILL_NETWORK;
  const configured = { subnetIds: [subnetId], securityGroupIds: [securityGroupId] };
  // With these limits any third-party job is one too many.
  const narrow = forkOf(dice, 'narrow quotas').chance(0.15) ? { serversPerJob: 50, jobsMax: 1 } : {};
  return {
    ...usual,
    serversPerJob: dice.pick([1, 2, 50]),
    jobsMax: dice.pick([3, 6, 10]),
    drillNetworks: dice.chance(0.5) ? 'ANY' : dice.chance(0.05) ? null : configured,
    ...narrow,
  };
}

/**
 * After a real recovery the lever stays closed until an operator opens it. A frozen lever thaws before the faults end.
 */
export function drawLevers(dice: Dice, now: Instant, faultsUntil: Instant, deployments: number): PlannedLever[] {
  const levers: PlannedLever[] = [];
  const add = (probability: number, state: PlannedLever['state']) => {
    if (!dice.chance(probability)) return;
    const at = Math.min(now + dice.between(0, 4 * HOUR_SECONDS) * SECOND_MS, faultsUntil - SECOND_MS);
    const until = state === 'OPEN' ? null : Math.min(at + dice.between(300, 2 * HOUR_SECONDS) * SECOND_MS, faultsUntil);
    levers.push({ deployment: dice.between(0, deployments - 1), at, everywhere: dice.chance(0.3), state, until });
  };
  add(0.5, 'OPEN');
  add(0.3, 'OPEN');
  add(0.08, 'NO_LAUNCHES');
  add(0.08, 'FROZEN');
  return levers;
}

/** Waves of different servers, some minutes apart. One may hang for hours and be released, too early or in time. */
function drawRecoveryInWaves(dice: Dice, now: Instant, servers: number): ThirdPartyAction {
  const waves = Array.from({ length: dice.between(2, 4) }, () => {
    const silentSeconds = dice.chance(0.25) ? dice.between(HOUR_SECONDS, 6 * HOUR_SECONDS) : 0;
    const releasedAfterSeconds = dice.chance(0.7) ? dice.between(300, 4 * HOUR_SECONDS) : null;
    return {
      servers: Array.from({ length: servers }, (_, index) => index).filter(() => dice.chance(0.4)),
      afterSeconds: dice.between(1, 14) * MINUTE_SECONDS,
      silentSeconds,
      releasedAfterSeconds: silentSeconds === 0 ? null : releasedAfterSeconds,
    };
  });
  const at = now + dice.between(0, 3 * HOUR_SECONDS) * SECOND_MS;
  return { at, action: 'recoverInWaves', servers: [], waves };
}

export function drawPlatformFaults(dice: Dice, now: Instant, faultsUntil: Instant): PlatformFaults {
  const upTo = (worst: number) => (dice.chance(0.4) ? 0 : dice.roll() * worst);
  const span = (secondsMax: number): Span => {
    const from = now + dice.between(0, 7200) * SECOND_MS;
    return { from, until: Math.min(from + dice.between(60, secondsMax) * SECOND_MS, faultsUntil) };
  };
  return {
    crash: upTo(0.03),
    tableConflict: upTo(0.2),
    tableReplyLost: upTo(0.05),
    tableThrottled: upTo(0.05),
    streamRepeats: upTo(0.3),
    streamDelaySecondsMax: dice.chance(0.3) ? dice.between(1, 300) : 0,
    streamLanes: dice.between(1, 4),
    streamBatchMax: dice.pick([1, 5, 25]),
    latencyMsMax: dice.pick([50, 500, 2500]),
    clockSkewMsMax: dice.pick([0, 500, 3000]),
    twoVersions: dice.chance(0.3) ? span(HOUR_SECONDS) : null,
    sweepLost: dice.chance(0.3) ? span(HOUR_SECONDS) : null,
    guardLost: dice.chance(0.2),
  };
}

/**
 * Faults that rarely coincide, and matter when they do. Their random numbers are separate, so other worlds do not
 * change.
 */
export function drawTogether(dice: Dice): Partial<Faults> {
  const lateAndSilent = { participatingServersEmpty: 0.9, describeLagged: 0.6, describeLagSecondsMax: 45 };
  const oneOfManyHangs = { jobHangs: 0.8, jobHangSecondsMax: 4 * HOUR_SECONDS, launchedIsFree: true };
  return {
    ...(forkOf(dice, 'late answers of silent jobs').chance(0.04) ? lateAndSilent : {}),
    ...(forkOf(dice, 'jobs that hang over one server').chance(0.04) ? oneOfManyHangs : {}),
  };
}

/**
 * Owners fail over before the first drill, or during it, and keep the instances. Others forbid further drills of a
 * server.
 */
function drawOwners(dice: Dice, now: Instant, servers: number): ThirdPartyAction[] {
  const actions: ThirdPartyAction[] = [];
  const add = (probability: number, action: ThirdPartyAction['action'], at: Instant) => {
    if (dice.chance(probability)) actions.push({ at, action, servers: [dice.between(0, servers - 1)] });
  };
  add(0.06, 'failOver', now);
  add(0.04, 'failOverUntagged', now);
  add(0.05, 'stayInDrill', now);
  add(0.04, 'failOver', now + dice.between(0, 2 * HOUR_SECONDS) * SECOND_MS);
  add(0.12, 'deny', now + dice.between(0, 3 * HOUR_SECONDS) * SECOND_MS);
  return actions;
}

export function drawThirdParties(dice: Dice, now: Instant, servers: number): ThirdPartyAction[] {
  const actions = [
    ...drawOwners(forkOf(dice, 'fail over'), now, servers),
    ...drawForgery(forkOf(dice, 'forgery'), now, servers),
  ];
  const some = () => {
    const chosen = Array.from({ length: servers }, (_, index) => index).filter(() => dice.chance(0.4));
    return chosen.length === 0 ? [dice.between(0, servers - 1)] : chosen;
  };
  const add = (probability: number, action: ThirdPartyAction['action']) => {
    if (dice.chance(probability)) {
      actions.push({ at: now + dice.between(0, 3 * HOUR_SECONDS) * SECOND_MS, action, servers: some() });
    }
  };
  add(0.2, 'recover');
  if (dice.chance(0.3)) actions.push(drawRecoveryInWaves(dice, now, servers));
  add(0.05, 'recoverTagged');
  add(0.25, 'drill');
  add(0.2, 'terminate');
  add(0.1, 'terminateAny');
  add(0.2, 'event');
  return actions;
}

function drawForgery(dice: Dice, now: Instant, servers: number): ThirdPartyAction[] {
  if (!dice.chance(0.1)) return [];
  const at = now + dice.between(0, 2 * HOUR_SECONDS) * SECOND_MS;
  return [{ at, action: 'forge', servers: [dice.between(0, servers - 1)] }];
}
