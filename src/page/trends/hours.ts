import type { Statistic } from '../api/client.ts';
import { CHART } from '../shown/chartColours.ts';
import { monthOf, sums } from './buckets.ts';
import type { Sheet } from './sheet.ts';

/** Both bounds of the instance hours. */
const BOUNDS = [
  { title: 'at least', color: CHART.LIGHT_BLUE, count: (day: Statistic) => day.instanceHoursAtLeast },
  { title: 'at most', color: CHART.DARK_BLUE, count: (day: Statistic) => day.instanceHours },
];

/** A bar for each month and bound. */
export function monthlyHours(months: string[], days: readonly Statistic[]) {
  return BOUNDS.map(({ title, color, count }) => {
    const hours = sums(months, days, { bucket: ({ key }) => monthOf(key), count });
    return { title, color, type: 'bar' as const, data: months.map((x, index) => ({ x, y: hours[index] ?? 0 })) };
  });
}

/** The same as a table, with the drills of each month. */
export function hoursSheet(months: string[], days: readonly Statistic[]): Sheet {
  const [least, most] = monthlyHours(months, days);
  const drills = sums(months, days, { bucket: ({ key }) => monthOf(key), count: (day) => day.drills.total });
  const text = (hours: number | undefined) => (hours ?? 0).toLocaleString('en', { maximumFractionDigits: 2 });
  return {
    columns: ['Month (UTC)', 'Drills', 'Hours, at least', 'Hours, at most'],
    rows: months.map((month, index) => [
      ...[month, drills[index] ?? 0, text(least?.data[index]?.y), text(most?.data[index]?.y)],
    ]),
  };
}
