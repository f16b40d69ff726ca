import manifest from '../../../package.json' with { type: 'json' };
import { comingTimes } from '../../api/schedules/scheduleTimes.ts';
import { csvOf } from '../../evidence/forms/csvOf.ts';
import { htmlOf } from '../../evidence/forms/htmlOf.ts';
import { markdownOf } from '../../evidence/forms/markdownOf.ts';
import { reportOf } from '../../evidence/report/reportOf.ts';
import type { SealTerms } from '../../flow/evidence/sealDrill.ts';

/** How this version of the product makes reports and bundles. */
export const SEAL_TERMS: SealTerms = {
  version: manifest.version,
  nextTime: (schedule, after) => comingTimes(schedule, after)[0],
  reportOf,
  htmlOf,
  markdownOf,
  csvOf,
};
