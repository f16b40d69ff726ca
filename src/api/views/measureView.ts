import type { End, Measure } from '../../drill/clocks.ts';
import { time } from '../../evidence/time.ts';
import type { DrillDocument } from '../openapi/drillDocuments.ts';

/** A measure as the API shows it: its duration, its start and end, and their sources. */
export function measureView(measure: Measure): DrillDocument['servers'][number]['recoveryTime'] {
  const { seconds, atLeastSeconds, from, to, notBefore, reason } = measure;
  return { seconds, atLeastSeconds, from: endView(from), to: endView(to), notBefore: endView(notBefore), reason };
}

function endView(one: End | null) {
  return one && { at: time(one.at), source: one.source };
}
