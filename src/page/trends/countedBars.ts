import type { Statistic } from '../api/client.ts';
import { CHART } from '../shown/chartColours.ts';
import { sums, weekOf } from './buckets.ts';
import type { Sheet } from './sheet.ts';

/** Something that is counted week by week. */
export interface CountedSeries {
  title: string;
  color: string;
  count(day: Statistic): number;
}

/** The outcomes of drills; colours differ in hue and in lightness. */
export const OUTCOMES: CountedSeries[] = [
  { title: 'PASSED', color: CHART.BLUE, count: ({ drills }) => drills.byOutcome.PASSED },
  { title: 'FAILED', color: CHART.RED, count: ({ drills }) => drills.byOutcome.FAILED },
  { title: 'OBJECTIVE_MISSED', color: CHART.ORANGE, count: ({ drills }) => drills.byOutcome.OBJECTIVE_MISSED },
  { title: 'REJECTED', color: CHART.PURPLE, count: ({ drills }) => drills.byOutcome.REJECTED },
  { title: 'CANCELLED', color: CHART.GREY, count: ({ drills }) => drills.byOutcome.CANCELLED },
  { title: 'YIELDED', color: CHART.TEAL, count: ({ drills }) => drills.byOutcome.YIELDED },
];

/** The objectives of drills that had some. */
export const OBJECTIVES: CountedSeries[] = [
  { title: 'MET', color: CHART.BLUE, count: ({ objectives }) => objectives.MET },
  { title: 'MISSED', color: CHART.RED, count: ({ objectives }) => objectives.MISSED },
  { title: 'UNDECIDED', color: CHART.PURPLE, count: ({ objectives }) => objectives.UNDECIDED },
];

/** A bar for each week and series. */
export function weeklyBars(series: CountedSeries[], weeks: string[], days: readonly Statistic[]) {
  return series.map(({ title, color, count }) => {
    const counts = sums(weeks, days, { bucket: ({ key }) => weekOf(key), count });
    return { title, color, type: 'bar' as const, data: weeks.map((x, index) => ({ x, y: counts[index] ?? 0 })) };
  });
}

/** The same as a table. */
export function weeklySheet(series: CountedSeries[], weeks: string[], days: readonly Statistic[]): Sheet {
  const bars = weeklyBars(series, weeks, days);
  return {
    columns: ['Week from Monday', ...series.map(({ title }) => title), 'All'],
    rows: weeks.map((week, index) => {
      const counts = bars.map(({ data }) => data[index]?.y ?? 0);
      return [week, ...counts, counts.reduce((sum, count) => sum + count, 0)];
    }),
  };
}
