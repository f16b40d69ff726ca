import type { Quantities } from '../../drill/forecast.ts';
import { costOf, type PriceList } from '../../history/cost.ts';
import { usedBy } from '../../history/used.ts';
import { time } from '../time.ts';
import type { Reading } from './reading.ts';
import type { CostReported, Report } from './report.ts';

/** What an ended drill has used, or a drill like this dry run would use, and what that costs by list prices. */
export function usedIn(reading: Reading, prices: PriceList | null): Pick<Report, 'quantities' | 'cost'> {
  const quantities = quantitiesIn(reading);
  return { quantities, cost: quantities === null || prices === null ? null : priced(quantities, prices) };
}

function quantitiesIn({ drill, results, entries, isEnded }: Reading): Quantities | null {
  if (drill.terms.dryRun === true) return drill.forecast?.quantities ?? null;
  return isEnded ? usedBy(results.trials, entries) : null;
}

function priced(quantities: Quantities, prices: PriceList): CostReported | null {
  const cost = costOf(quantities, prices);
  return (
    cost && {
      currency: cost.currency,
      amount: cost.amount,
      pricesPublishedAt: time(prices.publishedAt),
      pricesReadAt: time(prices.readAt),
      notPriced: cost.notPriced,
    }
  );
}
