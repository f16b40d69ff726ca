import type { Drill, Terms } from '../api/client.ts';
import { durationText } from './durations.ts';
import { utcText } from './utcText.ts';

/** What comes of a wave in which a server failed. */
export const FAILURE_TEXTS: Record<Terms['onLaunchFailure'], string> = {
  HOLD: 'hold what launched, launch no further wave',
  CONTINUE: 'launch the next wave',
  TERMINATE: 'terminate everything',
};

/** `recovery time 2 h, recovery point 15 min`; null: none was set. */
export function objectivesText({ recoveryTimeSeconds, recoveryPointSeconds }: Terms['objectives']): string | null {
  const texts = [
    ...(recoveryTimeSeconds === undefined ? [] : [`recovery time ${durationText(recoveryTimeSeconds)}`]),
    ...(recoveryPointSeconds === undefined ? [] : [`recovery point ${durationText(recoveryPointSeconds)}`]),
  ];
  return texts.length === 0 ? null : texts.join(', ');
}

/** Which recovery point is launched from. */
export function recoveryPointText(point: Terms['recoveryPoint']): string {
  switch (point.type) {
    case 'LATEST':
      return 'the latest of each server';
    case 'AT_OR_BEFORE':
      return `the newest at or before ${utcText(point.at)}`;
    case 'ID':
      return Object.entries(point.ids)
        .map(([sourceServerId, id]) => `${id} of ${sourceServerId}`)
        .join(', ');
  }
}

/** `lag of s-… (it catches up at night)`. */
export function waiverText({ check, sourceServerId, reason }: Drill['waived'][number]): string {
  return `${check}${sourceServerId === undefined ? '' : ` of ${sourceServerId}`} (${reason})`;
}
