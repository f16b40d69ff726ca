import type { Statistic } from '../api/client.ts';
import { CHART } from '../shown/chartColours.ts';
import { boundsText, measuredText } from '../words/durations.ts';
import type { TimeUnit } from '../words/timeUnit.ts';
import type { Sheet } from './sheet.ts';

/** A measure of drills, as a line over the days on which drills ended. */
export interface MeasuredSeries {
  title: string;
  color: string;
  /** Seconds; null: not measured on that day. */
  seconds(day: Statistic): number | null;
}

/** Recovery time, with both bounds of both percentiles. */
export const RECOVERY_TIMES: MeasuredSeries[] = [
  { title: 'p95, at most', color: CHART.RED, seconds: ({ recoveryTimeSeconds }) => recoveryTimeSeconds.p95 },
  {
    title: 'p95, at least',
    color: CHART.ORANGE,
    seconds: ({ recoveryTimeAtLeastSeconds }) => recoveryTimeAtLeastSeconds.p95,
  },
  { title: 'p50, at most', color: CHART.DARK_BLUE, seconds: ({ recoveryTimeSeconds }) => recoveryTimeSeconds.p50 },
  {
    title: 'p50, at least',
    color: CHART.LIGHT_BLUE,
    seconds: ({ recoveryTimeAtLeastSeconds }) => recoveryTimeAtLeastSeconds.p50,
  },
];

export const RECOVERY_POINTS: MeasuredSeries[] = [
  { title: 'p95', color: CHART.ORANGE, seconds: ({ recoveryPointSeconds }) => recoveryPointSeconds.p95 },
  { title: 'p50', color: CHART.BLUE, seconds: ({ recoveryPointSeconds }) => recoveryPointSeconds.p50 },
];

/** From the end of a hold to the last termination. */
export const HOLD_OVERRUNS: MeasuredSeries[] = [
  { title: 'longest', color: CHART.RED, seconds: ({ holdOverrunSeconds }) => holdOverrunSeconds.max },
  { title: 'p95', color: CHART.ORANGE, seconds: ({ holdOverrunSeconds }) => holdOverrunSeconds.p95 },
  { title: 'p50', color: CHART.BLUE, seconds: ({ holdOverrunSeconds }) => holdOverrunSeconds.p50 },
];

/** DRS accepts the termination within so many seconds of the hold's end, as long as it accepts calls. */
export const OVERRUN_SECONDS_MAX = 900;

/** The days on which something of these series was measured, oldest first. */
export function measuredDays(series: MeasuredSeries[], days: readonly Statistic[]): Statistic[] {
  const measured = days.filter((day) => series.some(({ seconds }) => seconds(day) !== null));
  return measured.toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

/** The measured values of one series, in the unit of the axis; other days have no point. */
export function dailyPoints({ seconds }: MeasuredSeries, days: readonly Statistic[], unit: TimeUnit) {
  return days.flatMap((day) => {
    const value = seconds(day);
    return value === null ? [] : [{ x: day.key, y: value / unit.seconds }];
  });
}

/** All values of these series, for the axis. */
export function valuesOf(series: MeasuredSeries[], statistics: readonly Statistic[]): (number | null)[] {
  return statistics.flatMap((one) => series.map(({ seconds }) => seconds(one)));
}

/** The numbers behind the lines, newest first. */
export function dailySheet(series: MeasuredSeries[], days: readonly Statistic[]): Sheet {
  return {
    columns: ['Day (UTC)', ...series.map(({ title }) => title)],
    rows: days
      .filter((day) => series.some(({ seconds }) => seconds(day) !== null))
      .map((day) => [day.key, ...series.map(({ seconds }) => measuredText(seconds(day)))]),
  };
}

/** What is known of each recovery plan. */
export function planSheet(plans: readonly Statistic[]): Sheet {
  return {
    columns: ['Plan', 'Drills', 'Servers passed', 'Time, p50', 'Time, p95', 'Point, p50', 'Point, p95'],
    rows: plans.map((plan) => [
      ...[plan.key, plan.drills.total, `${plan.passed} of ${plan.trials - plan.stopped}`],
      ...[percentileText(plan, 'p50'), percentileText(plan, 'p95')],
      ...[measuredText(plan.recoveryPointSeconds.p50), measuredText(plan.recoveryPointSeconds.p95)],
    ]),
  };
}

/** A percentile of the recovery time, with both bounds. */
export function percentileText(statistic: Statistic, percentile: 'p50' | 'p95'): string {
  return boundsText(statistic.recoveryTimeAtLeastSeconds[percentile], statistic.recoveryTimeSeconds[percentile]);
}
