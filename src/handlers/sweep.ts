import { sweep } from '../flow/sweep.ts';
import { wiring } from './wiring.ts';

/** EventBridge Scheduler, every minute: drills that are overdue. */
export async function handler(): Promise<void> {
  const ports = wiring();
  const { advanced } = await sweep(ports);
  if (advanced > 0) ports.log.info('the sweep found drills that were overdue', { advanced });
}
