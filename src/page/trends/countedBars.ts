import type { Statistic } from '../api/client.ts';
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
  { title: 'PASSED', color: '#2a7fc9', count: ({ drills }) => drills.byOutcome.PASSED },
  { title: 'FAILED', color: '#a3201d', count: ({ drills }) => drills.byOutcome.FAILED },
  { title: 'OBJECTIVE_MISSED', color: '#ee8a2f', count: ({ drills }) => drills.byOutcome.OBJECTIVE_MISSED },
  { title: 'REJECTED', color: '#c9b037', count: ({ drills }) => drills.byOutcome.REJECTED },
  { title: 'CANCELLED', color: '#8c8c94', count: ({ drills }) => drills.byOutcome.CANCELLED },
  { title: 'YIELDED', color: '#5b2ea6', count: ({ drills }) => drills.byOutcome.YIELDED },
];

/** The objectives of drills that had some. */
export const OBJECTIVES: CountedSeries[] = [
  { title: 'MET', color: '#2a7fc9', count: ({ objectives }) => objectives.MET },
  { title: 'MISSED', color: '#a3201d', count: ({ objectives }) => objectives.MISSED },
  { title: 'UNDECIDED', color: '#c9b037', count: ({ objectives }) => objectives.UNDECIDED },
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
