import { sweep } from '../../flow/sweep.ts';
import { takeInRestore } from '../../flow/takeInRestore.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';

/** EventBridge Scheduler, every minute: a restore of the table that is not handled yet, and overdue drills. */
export const handler = eventHandler(async (): Promise<void> => {
  const ports = wiring();
  const [restore] = await Promise.allSettled([takeInRestore(ports, settings().sites)]);
  const { advanced } = await sweep(ports);
  if (advanced > 0) ports.log.info('the sweep found overdue drills', { advanced });
  if (restore.status === 'rejected') throw restore.reason;
});
