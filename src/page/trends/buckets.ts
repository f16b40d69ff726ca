import { type DayRange, dayAfter } from './trendsRange.ts';

/** The Monday of a day's week, in UTC (ISO 8601 weeks). */
export function weekOf(day: string): string {
  const weekday = new Date(day).getUTCDay();
  return dayAfter(day, -((weekday + 6) % 7));
}

/** The month of a day, YYYY-MM. */
export function monthOf(day: string): string {
  return day.slice(0, 'YYYY-MM'.length);
}

/** All weeks of a range, also those without drills, so that a gap is seen. */
export function weeksIn({ from, to }: DayRange): string[] {
  const weeks: string[] = [];
  for (let week = weekOf(from); week <= to; week = dayAfter(week, 7)) weeks.push(week);
  return weeks;
}

/** All months of a range. */
export function monthsIn({ from, to }: DayRange): string[] {
  const months: string[] = [];
  for (let month = monthOf(from); month <= monthOf(to); month = monthOf(dayAfter(`${month}-28`, 4))) months.push(month);
  return months;
}

/** The sum of a count in each bucket, in the order of the buckets; 0 where there was nothing to count. */
export function sums<Item>(
  buckets: readonly string[],
  items: readonly Item[],
  { bucket, count }: { bucket(item: Item): string; count(item: Item): number },
): number[] {
  const totals = new Map(buckets.map((one) => [one, 0]));
  for (const item of items) {
    const before = totals.get(bucket(item));
    if (before !== undefined) totals.set(bucket(item), before + count(item));
  }
  return [...totals.values()];
}
