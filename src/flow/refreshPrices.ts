import { PRICES_FRESH_SECONDS, SECOND_MS } from '../drill/bounds.ts';
import type { Clock, PriceListSource, Prices } from './ports.ts';

/**
 * Reads AWS's prices in a Region again when the kept ones are older than a week. Returns whether it did. Older prices
 * are better than none, so they stay until newer ones are read.
 */
export async function refreshPrices(
  { prices, priceList, clock }: { prices: Prices; priceList: PriceListSource; clock: Pick<Clock, 'now'> },
  region: string,
): Promise<boolean> {
  const kept = await prices.load(region);
  const now = clock.now();
  if (kept !== undefined && now - kept.readAt < PRICES_FRESH_SECONDS * SECOND_MS) return false;
  await prices.save({ ...(await priceList.read(region)), readAt: now });
  return true;
}
