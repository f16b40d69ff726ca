import type { Distribution, Statistic } from '../../../src/page/api/client.ts';

/** The statistics of a day on which one real drill of two servers passed. */
export function aDay(key: string, given: Partial<Statistic> = {}): Statistic {
  return {
    by: 'day',
    key,
    drills: { total: 1, byOutcome: outcomes({ PASSED: 1 }), leftOut: 0 },
    world: 'REAL',
    objectives: { MET: 0, MISSED: 0, UNDECIDED: 0 },
    ...{ trials: 2, passed: 2, stopped: 0 },
    recoveryTimeSeconds: around(600),
    recoveryTimeAtLeastSeconds: around(540),
    recoveryPointSeconds: around(10),
    holdOverrunSeconds: around(2),
    ...{ instanceHours: 3, instanceHoursAtLeast: 2, regression: null },
    ...given,
  };
}

/** Counts by outcome; 0 where none is given. */
export function outcomes(given: Partial<Statistic['drills']['byOutcome']>): Statistic['drills']['byOutcome'] {
  return { PASSED: 0, FAILED: 0, OBJECTIVE_MISSED: 0, REJECTED: 0, CANCELLED: 0, YIELDED: 0, ...given };
}

/** Two samples around a median. */
export function around(p50: number): Distribution {
  return { count: 2, min: p50, p50, p95: p50 * 2, max: p50 * 2 };
}

export const NOTHING: Distribution = { count: 0, min: null, p50: null, p95: null, max: null };
