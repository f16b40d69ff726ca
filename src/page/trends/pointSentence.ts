import type { Statistic } from '../api/client.ts';
import { durationText } from '../words/durations.ts';

/** `The longest was 42 s.`, because bars of nothing cannot be seen. */
export function pointSentence(days: readonly Statistic[]): string {
  const longest = days.flatMap(({ recoveryPointSeconds: { max } }) => (max === null ? [] : [max]));
  return longest.length === 0 ? '' : `The longest was ${durationText(Math.max(...longest))}.`;
}
