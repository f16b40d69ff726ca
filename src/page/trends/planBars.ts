import type { Statistic } from '../api/client.ts';
import { CHART } from '../shown/chartColours.ts';
import { measuredText } from '../words/durations.ts';
import { timeUnitOf } from '../words/timeUnit.ts';
import { percentileText } from './measures.ts';

export type PlanMeasure = 'TIME' | 'POINT';

const PERCENTILES = [
  { title: 'p50', color: CHART.BLUE },
  { title: 'p95', color: CHART.ORANGE },
] as const;

const PLANS_MAX = 12;

/** The plans with the longest p95, the longest first. */
export function shownPlans(plans: readonly Statistic[], measure: PlanMeasure): Statistic[] {
  return plans
    .filter((plan) => secondsOf(plan, measure, 'p95') !== null)
    .toSorted((one, other) => (secondsOf(other, measure, 'p95') ?? 0) - (secondsOf(one, measure, 'p95') ?? 0))
    .slice(0, PLANS_MAX);
}

/** The bars of each percentile, and what is said about one of them: a recovery time with both bounds. */
export function planBars(plans: readonly Statistic[], measure: PlanMeasure) {
  const unit = timeUnitOf(plans.map((plan) => secondsOf(plan, measure, 'p95')));
  const series = PERCENTILES.map(({ title, color }) => ({
    ...{ title, color, type: 'bar' as const },
    data: plans.flatMap((plan) => {
      const seconds = secondsOf(plan, measure, title);
      return seconds === null ? [] : [{ x: plan.key, y: seconds / unit.seconds }];
    }),
  }));
  const details = (name: string, percentile: string) => {
    const plan = plans.find(({ key }) => key === name);
    const one = PERCENTILES.find(({ title }) => title === percentile)?.title;
    return plan === undefined || one === undefined ? '' : detailText(plan, measure, one);
  };
  const largest = 1.05 * Math.max(1, ...series.flatMap(({ data }) => data.map(({ y }) => y)));
  return { unit, series, details, largest };
}

function secondsOf(plan: Statistic, measure: PlanMeasure, percentile: 'p50' | 'p95'): number | null {
  return plan[measure === 'TIME' ? 'recoveryTimeSeconds' : 'recoveryPointSeconds'][percentile];
}

function detailText(plan: Statistic, measure: PlanMeasure, percentile: 'p50' | 'p95'): string {
  if (measure === 'TIME') return percentileText(plan, percentile);
  return measuredText(secondsOf(plan, measure, percentile));
}
