import manifest from '../../../package.json' with { type: 'json' };
import { comingTimes } from '../../api/schedules/scheduleTimes.ts';
import { reportOf } from '../../evidence/report/reportOf.ts';
import type { SourceTerms } from '../../flow/evidence/sourcesOf.ts';

/** How this version of the product makes reports. */
export const SOURCE_TERMS: SourceTerms = {
  version: manifest.version,
  nextTime: (schedule, after) => comingTimes(schedule, after)[0],
  reportOf,
};
