import type { End, Measure } from '../../drill/clocks.ts';
import { time } from '../time.ts';
import type { Clock } from './report.ts';

/** A measure as a report shows it. */
export function clockOf({ seconds, atLeastSeconds, from, to, notBefore, reason }: Measure): Clock {
  return { seconds, atLeastSeconds, from: endOf(from), to: endOf(to), notBefore: endOf(notBefore), reason };
}

function endOf(end: End | null): Clock['from'] {
  return end && { at: time(end.at), source: end.source };
}
