import type { Statistic } from '../api/client.ts';
import { durationText } from '../words/durations.ts';
import { OVERRUN_SECONDS_MAX } from './measures.ts';

/** `On all 41 days with drills DRS accepted every termination within 15 minutes; the longest took 3 s.` */
export function overrunSentence(days: readonly Statistic[]): string {
  const measured = days.flatMap(({ holdOverrunSeconds: { max } }) => (max === null ? [] : [max]));
  if (measured.length === 0) return 'No termination was measured.';
  const inTime = measured.filter((seconds) => seconds <= OVERRUN_SECONDS_MAX).length;
  const longest = durationText(Math.max(...measured));
  return `On ${daysSaid(inTime, measured.length)} with terminations DRS accepted every one within 15 minutes; the longest took ${longest}.`;
}

function daysSaid(some: number, all: number): string {
  if (all === 1) return some === 1 ? 'the one day' : 'none of 1 day';
  return some === all ? `all ${all} days` : `${some} of ${all} days`;
}
