import { objectivesOf } from '../../drill/clocks.ts';
import type { Reading } from './reading.ts';
import type { ObjectivesReported } from './report.ts';

/** The objectives against the results. A running drill has no verdict on them. */
export function objectivesIn({ drill, results, isEnded }: Reading): ObjectivesReported {
  const { recoveryTimeSeconds = null, recoveryPointSeconds = null } = drill.terms.objectives;
  const judged = isEnded ? objectivesOf(drill) : null;
  return {
    recoveryTimeSeconds,
    recoveryPointSeconds,
    verdict: judged?.verdict ?? null,
    why: judged?.why ?? null,
    recoveryTime: { seconds: results.recoveryTimeSeconds, atLeastSeconds: results.recoveryTimeAtLeastSeconds },
  };
}
