import type { Instant } from '../drill/drill.ts';
import { type Course, SHARE, type Way } from './drsWay.ts';

/** From the conversion of the disks to the launched instance. */
export function addConversionAndLaunch(way: Way, at: (share: number) => Instant): Course {
  const { course, luck } = way;
  const conversionServerID = `i-${luck.dice.hex(17)}`;
  const from = at(SHARE.conversionStart * 0.5);
  course.conversion = { instanceId: conversionServerID, from, until: at(SHARE.conversionEnd) };
  way.add(at(SHARE.conversionStart), 'CONVERSION_START');
  if (way.outcome === 'FAILS_CONVERSION') {
    const rawError = way.start.server.errorText ?? 'Failed to convert the volumes of the source server';
    way.add(at(SHARE.conversionEnd), 'CONVERSION_FAIL', { conversionServerID, rawError });
    return { ...course, finalAt: at(SHARE.conversionEnd) + 500 };
  }
  way.add(at(SHARE.conversionEnd), 'CONVERSION_END', { conversionServerID });
  return addLaunch(way, at);
}

function addLaunch(way: Way, at: (share: number) => Instant): Course {
  const { course, luck } = way;
  const instanceId = `i-${luck.dice.hex(17)}`;
  const instanceAt = at(SHARE.launchStart + 0.2);
  const made = { instanceId, instanceAt, runningAt: Math.min(instanceAt + 12_000, at(0.95)) };
  way.add(at(SHARE.launchStart), 'LAUNCH_START');
  const helperVolume = { volumeId: `vol-${luck.dice.hex(17)}`, from: at(SHARE.launchStart + 0.05), until: at(0.98) };
  if (way.outcome === 'FAILS_LAUNCH') {
    const rawError = way.start.server.errorText ?? 'Failed to launch instance: InsufficientInstanceCapacity';
    way.add(at(0.8), 'LAUNCH_FAILED', { rawError });
    const stays = luck.faultDice.chance(luck.faults.failedLaunchKeepsInstance);
    const isLeft = luck.faultDice.chance(luck.faults.failedLaunchLeavesVolume);
    const helper = { ...helperVolume, until: isLeft ? null : at(0.79) };
    return { ...course, ...(stays ? made : {}), helperVolume: helper, finalAt: at(0.8) + 500 };
  }
  way.add(at(1), 'LAUNCH_END', { targetInstanceID: instanceId });
  return { ...course, ...made, helperVolume, launched: true, finalAt: at(1) + 300 };
}
