import type { Drill } from '../drill/drill.ts';
import type { Quantities } from '../drill/forecast.ts';
import type { PriceList } from '../history/cost.ts';
import type { History, Prices } from './ports.ts';

/**
 * What an ended drill has used, once it is counted, and the prices for that or for its forecast. A dry run has used
 * nothing. Prices are only read where there is something to price.
 */
export async function usedAndPrices(
  { history, prices }: { history: Pick<History, 'used'>; prices: Pick<Prices, 'load'> },
  { drillId, phase, terms, site, forecast }: Drill,
): Promise<{ used?: Quantities; prices?: PriceList }> {
  const hasRun = phase === 'ENDED' && terms.dryRun !== true;
  const used = hasRun ? await history.used(drillId) : undefined;
  if (used === undefined && forecast === undefined) return {};
  const list = await prices.load(site.region);
  return { ...(used && { used }), ...(list && { prices: list }) };
}
