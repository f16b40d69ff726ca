import { sweep } from '../flow/sweep.ts';
import { machineDoor } from './machineDoor.ts';
import { wiring } from './wiring.ts';

/** EventBridge Scheduler, every minute: drills that are overdue. */
export const handler = machineDoor(async (): Promise<void> => {
  const ports = wiring();
  const { advanced } = await sweep(ports);
  if (advanced > 0) ports.log.info('the sweep found drills that were overdue', { advanced });
});
