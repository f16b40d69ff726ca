import { takeInventory } from '../../flow/inventory.ts';
import { refreshPrices } from '../../flow/refreshPrices.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { historyAdapter } from '../wiring/history.ts';
import { onlyDrsAdapter } from '../wiring/onlyDrs.ts';
import { priceListAdapter } from '../wiring/priceList.ts';
import { pricesAdapter } from '../wiring/prices.ts';
import { settings } from '../wiring/settings.ts';
import { type AllPorts, wiring } from '../wiring/wiring.ts';

/**
 * EventBridge Scheduler, every hour: the source servers of every site, and once a week AWS's prices there. A failure at
 * one site does not hide the others.
 */
export const handler = eventHandler(async (): Promise<void> => {
  const ports = wiring({ ...onlyDrsAdapter, ...historyAdapter, ...pricesAdapter, ...priceListAdapter });
  const works = await Promise.allSettled(settings().sites.map((site) => takeInventory(ports, site)));
  const changed = works.reduce((sum, work) => sum + (work.status === 'fulfilled' ? work.value : 0), 0);
  if (changed > 0) ports.log.info('the inventory of source servers has changed', { changed });
  await refreshAllPrices(ports);
  const failures = works.flatMap((work) => (work.status === 'rejected' ? [work.reason] : []));
  if (failures.length > 0) throw new AggregateError(failures, 'the inventory of at least one site failed');
});

/** Costs are a convenience: without new prices the older ones stay, and the next hour tries again. */
async function refreshAllPrices(ports: AllPorts): Promise<void> {
  for (const region of new Set(settings().sites.map((site) => site.region))) {
    try {
      if (await refreshPrices(ports, region)) ports.log.info("AWS's prices were read", { region });
    } catch (error) {
      ports.log.error("AWS's prices could not be read", { region, error: String(error) });
    }
  }
}
