import { takeInventory } from '../../flow/inventory.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { historyAdapter } from '../wiring/history.ts';
import { onlyDrsAdapter } from '../wiring/onlyDrs.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';

/**
 * EventBridge Scheduler, every hour: the source servers of every site. A failure at one site does not hide the others.
 */
export const handler = eventHandler(async (): Promise<void> => {
  const ports = wiring({ ...onlyDrsAdapter, ...historyAdapter });
  const works = await Promise.allSettled(settings().sites.map((site) => takeInventory(ports, site)));
  const changed = works.reduce((sum, work) => sum + (work.status === 'fulfilled' ? work.value : 0), 0);
  if (changed > 0) ports.log.info('the inventory of source servers has changed', { changed });
  const failures = works.flatMap((work) => (work.status === 'rejected' ? [work.reason] : []));
  if (failures.length > 0) throw new AggregateError(failures, 'the inventory of at least one site failed');
});
