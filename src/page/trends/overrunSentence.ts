import type { Statistic } from '../api/client.ts';
import { durationText } from '../words/durations.ts';
import { OVERRUN_SECONDS_MAX } from './measures.ts';

/** `On all 41 days with drills DRS accepted every termination within 15 minutes; the longest took 3 s.` */
export function overrunSentence(days: readonly Statistic[]): string {
  const measured = days.flatMap(({ holdOverrunSeconds: { max } }) => (max === null ? [] : [max]));
  if (measured.length === 0) return 'No termination was measured.';
  const inTime = measured.filter((seconds) => seconds <= OVERRUN_SECONDS_MAX).length;
  const which = inTime === measured.length ? `all ${measured.length}` : `${inTime} of ${measured.length}`;
  const longest = durationText(Math.max(...measured));
  return `On ${which} days with terminations DRS accepted every one within 15 minutes; the longest took ${longest}.`;
}
