import type { Instant } from '../instant.ts';
import { type Conversion, newConversion } from './conversion.ts';
import type { LaunchTimeline, Way } from './launchStart.ts';

/** From the conversion of the disks to the launched instance. `at` returns when a share of the launch is done. */
export function addConversionAndLaunch(way: Way, at: (share: number) => Instant): LaunchTimeline {
  const { timeline, shares, outcome } = way;
  if (way.start.server.recoveryMode === 'FAST') return addLaunch(way, at);
  const conversion = newConversion(way, at(shares.conversionStart * 0.5));
  const end = at(shares.conversionEnd);
  way.add(at(shares.conversionStart), 'CONVERSION_START', conversion.started);
  if (outcome === 'HANGS') return hang(way, at(shares.conversionStart), conversion);
  if (outcome === 'FAILS_CONVERSION') return failToConvert(way, conversion, end);
  timeline.conversion = conversion.endedAt(end);
  way.add(end, 'CONVERSION_END', conversion.ended);
  return addLaunch(way, at);
}

function failToConvert(
  { timeline, random, start, add }: Way,
  { ended, failedAt }: Conversion,
  at: Instant,
): LaunchTimeline {
  const isLeft = random.faultDice.chance(random.faults.failedConversionLeavesVolume);
  const volumeId = isLeft ? `vol-${random.dice.hex(17)}` : '';
  const reason = isLeft ? undeletable(volumeId) : 'Failed to convert the volumes of the source server';
  add(at, 'CONVERSION_FAIL', { ...ended, rawError: start.server.errorText ?? reason });
  const conversion = failedAt(at);
  const helperVolume = isLeft ? { volumeId, from: conversion.from, until: null } : null;
  return { ...timeline, conversion, helperVolume, finalAt: at + 500 };
}

/**
 * The wording of a LAUNCH_FAILED in a public log of 2025-12: DRS acts on behalf of a caller who may not delete
 * volumes.
 */
function undeletable(volumeId: string): string {
  const call = 'An error occurred (UnauthorizedOperation) when calling the DeleteVolume operation:';
  return `${call} You are not authorized to perform: ec2:DeleteVolume on resource: volume/${volumeId}`;
}

/**
 * Observed in a public project's drills of 2025: the conversion server runs, nothing more is logged, the job stays
 * STARTED and its server PENDING. No end was observed. Here the job ends after some hours, because every simulation
 * must end, and may have created an instance that the log does not name.
 */
function hang({ timeline, random }: Way, from: Instant, conversion: Conversion): LaunchTimeline {
  const finalAt = from + random.faultDice.between(2 * 3600, random.faults.serverHangSecondsMax) * 1000;
  const instanceAt = finalAt - 60_000;
  const made = { instanceId: `i-${random.dice.hex(17)}`, instanceAt, runningAt: instanceAt + 12_000 };
  const stays = random.faultDice.chance(random.faults.failedLaunchKeepsInstance);
  return { ...timeline, ...(stays ? made : {}), conversion: conversion.failedAt(finalAt), finalAt };
}

function addLaunch(way: Way, at: (share: number) => Instant): LaunchTimeline {
  const { timeline, random, shares, outcome } = way;
  /** When a share of the launch step itself is done. */
  const within = (share: number) => at(shares.launchStart + (1 - shares.launchStart) * share);
  const newId = `i-${random.dice.hex(17)}`;
  const instanceId = way.start.server.launchIntoInstanceId ?? newId;
  const instanceAt = within(0.4);
  const made = { instanceId, instanceAt, runningAt: Math.min(instanceAt + 12_000, within(0.9)) };
  const helperVolume = { volumeId: `vol-${random.dice.hex(17)}`, from: within(0.1), until: within(0.6) };
  way.add(within(0), 'LAUNCH_START');
  if (outcome === 'ENDS_AT_LAUNCH') return endAtLaunch(way, within(0), made);
  if (outcome === 'FAILS_LAUNCH' || outcome === 'FAILS_LATE') {
    const rawError = way.start.server.errorText ?? 'Failed to launch instance: InsufficientInstanceCapacity';
    const failedAt = outcome === 'FAILS_LATE' ? within(1) + LATE_MILLISECONDS : within(0.62);
    way.add(failedAt, 'LAUNCH_FAILED', { rawError });
    const stays = random.faultDice.chance(random.faults.failedLaunchKeepsInstance);
    const isLeft = random.faultDice.chance(random.faults.failedLaunchLeavesVolume);
    const helper = { ...helperVolume, until: isLeft ? null : helperVolume.until };
    return { ...timeline, ...(stays ? made : {}), helperVolume: helper, finalAt: failedAt + 500 };
  }
  way.add(within(1), 'LAUNCH_END', { targetInstanceID: instanceId });
  return { ...timeline, ...made, helperVolume, launched: true, finalAt: within(1) + 300 };
}

/**
 * Observed in a public log of 2025-12: of two servers launched together, one failed 10 min 7 s after the other had
 * launched.
 */
const LATE_MILLISECONDS = 607_000;

/**
 * Observed in a public log of 2025-12: without permission to create a launch template version, JOB_END came a second
 * after LAUNCH_START and no error was logged. No instance was created then, but such a log does not prove that.
 */
function endAtLaunch(
  { timeline, random }: Way,
  at: Instant,
  made: Pick<LaunchTimeline, 'instanceId' | 'runningAt'>,
): LaunchTimeline {
  const stays = random.faultDice.chance(random.faults.failedLaunchKeepsInstance);
  return { ...timeline, ...(stays ? { ...made, instanceAt: at + 300 } : {}), finalAt: at + 400 };
}
