import { time } from '../../evidence/time.ts';
import { type Distribution, NO_SAMPLES, percentile } from '../../history/distribution.ts';
import { type KeptRegression, regressionIn, type Statistic } from '../../history/statistic.ts';
import { instanceHours } from '../../history/tally.ts';
import type { DistributionDocument, RegressionDocument, StatisticDocument } from '../openapi/statisticsDocuments.ts';

/** The statistics of ended drills as the API shows them. */
export function statisticView(statistic: Statistic): StatisticDocument {
  const { by, key, tally } = statistic;
  const regression = by === 'recoveryPlan' || by === 'server' ? regressionIn(statistic) : null;
  return {
    by,
    key,
    drills: { total: tally.drills, byOutcome: { ...NONE, ...tally.byOutcome }, leftOut: tally.leftOut ?? 0 },
    world: tally.world ?? (tally.leftOut === undefined && tally.drills > 0 ? 'UNKNOWN' : null),
    objectives: { MET: 0, MISSED: 0, UNDECIDED: 0, ...tally.objectives },
    trials: tally.trials,
    passed: tally.passed,
    stopped: tally.stopped ?? 0,
    recoveryTimeSeconds: distributionView(tally.recoveryTime),
    recoveryTimeAtLeastSeconds: distributionView(tally.recoveryTimeAtLeast ?? NO_SAMPLES),
    recoveryPointSeconds: distributionView(tally.recoveryPoint),
    holdOverrunSeconds: distributionView(tally.holdOverrun),
    instanceHours: instanceHours(tally.instanceMs),
    instanceHoursAtLeast: instanceHours(tally.instanceMsAtLeast),
    regression: regression && regressionView(regression),
  };
}

/** A regression as the API shows it. */
export function regressionView(regression: KeptRegression): RegressionDocument {
  const { by, key, drillId, slower } = regression;
  return {
    by,
    key,
    drillId,
    at: time(regression.at),
    recoveryTimeSeconds: regression.seconds,
    medianSeconds: regression.median,
    deviationSeconds: regression.deviation,
    samples: regression.samples,
    stage: slower?.stage ?? null,
    stageSeconds: slower?.seconds ?? null,
    stageMedianSeconds: slower?.median ?? null,
    links: {
      drill: `/v1/drills/${drillId}`,
      statistic: `/v1/statistics?by=${by}&key=${encodeURIComponent(key)}`,
      ...(by === 'server' && { server: `/v1/servers/${key}` }),
    },
  };
}

/** Every outcome has a count; the compiler reports a missing one. */
const NONE: StatisticDocument['drills']['byOutcome'] = {
  PASSED: 0,
  FAILED: 0,
  OBJECTIVE_MISSED: 0,
  REJECTED: 0,
  CANCELLED: 0,
  YIELDED: 0,
};

function distributionView(distribution: Distribution): DistributionDocument {
  const { count, min, max } = distribution;
  return { count, min, p50: percentile(distribution, 0.5), p95: percentile(distribution, 0.95), max };
}
