import type { Cost, DrillSummary } from '../../api/client.ts';
import { CHART } from '../../shown/chartColours.ts';
import { monthOf, sums } from '../buckets.ts';
import type { Sheet } from '../sheet.ts';
import type { DayRange } from '../trendsRange.ts';
import type { CountedWorld } from '../worlds.ts';

/** What a drill has cost. */
export interface DrillCost {
  /** The UTC month in which it ended. */
  month: string;
  /** Null: nothing of it could be priced. */
  cost: Cost | null;
}

/** The drills that may have cost something: they ended in the range, in this world, and launched or may have. */
export function costlyDrills(
  drills: readonly DrillSummary[],
  { from, to }: DayRange,
  world: CountedWorld | undefined,
): DrillSummary[] {
  return drills.filter(({ endedAt, cleanup, dryRun, ...drill }) => {
    if (endedAt === null || cleanup === 'NOT_NEEDED' || dryRun) return false;
    const day = endedAt.slice(0, from.length);
    return day >= from && day <= to && (drill.world ?? 'UNKNOWN') === world;
  });
}

/** The currencies of these costs; each has its own bars. */
export function currenciesOf(costs: readonly DrillCost[]): string[] {
  return [...new Set(costs.flatMap(({ cost }) => (priced(cost) ? [cost.currency] : [])))].toSorted();
}

function priced(cost: Cost | null): cost is Cost & { amount: NonNullable<Cost['amount']> } {
  return cost !== null && cost.amount !== null;
}

/** Both bounds of the cost of each month, in each currency. */
export function monthlyCosts(months: string[], costs: readonly DrillCost[]) {
  return currenciesOf(costs).flatMap((currency) =>
    BOUNDS.map(({ title, color, bound }) => {
      const count = ({ cost }: DrillCost) => (priced(cost) && cost.currency === currency ? cost.amount[bound] : 0);
      const amounts = sums(months, costs, { bucket: ({ month }) => month, count });
      const data = months.map((x, index) => ({ x, y: amounts[index] ?? 0 }));
      return { title: `${currency}, ${title}`, color, type: 'bar' as const, data };
    }),
  );
}

const BOUNDS = [
  { title: 'at least', color: CHART.LIGHT_BLUE, bound: 'atLeast' },
  { title: 'at most', color: CHART.DARK_BLUE, bound: 'atMost' },
] as const;

/** The same as a table. */
export function costsSheet(months: string[], costs: readonly DrillCost[]): Sheet {
  const bars = monthlyCosts(months, costs);
  const without = sums(months, costs, { bucket: ({ month }) => month, count: ({ cost }) => (priced(cost) ? 0 : 1) });
  return {
    columns: ['Month (UTC)', ...bars.map(({ title }) => title), 'Drills without a price'],
    rows: months.map((month, index) => [
      ...[month, ...bars.map(({ data }) => (data[index]?.y ?? 0).toFixed(2)), without[index] ?? 0],
    ]),
  };
}

/** What the amounts leave out. */
export function notPricedOf(costs: readonly DrillCost[]): string[] {
  const sentences = new Set(costs.flatMap(({ cost }) => cost?.notPriced ?? []));
  const unpriced = costs.filter(({ cost }) => !priced(cost)).length;
  const without = unpriced === 0 ? [] : [`${unpriced} of ${costs.length} drills, for which there is no price.`];
  return [...without, ...sentences];
}

/** The month in which a drill ended. */
export function costMonthOf({ endedAt }: Pick<DrillSummary, 'endedAt'>): string {
  return monthOf(endedAt ?? '');
}
