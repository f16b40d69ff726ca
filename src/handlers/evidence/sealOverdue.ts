import { sealOverdue } from '../../flow/evidence/sealOverdue.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { measure } from '../wiring/meter.ts';
import { sealPorts } from './sealPorts.ts';
import { SEAL_TERMS } from './sealTerms.ts';

/** EventBridge Scheduler, every hour: seals what is due, such as notes a week after the end of their drill. */
export const handler = eventHandler(async (): Promise<void> => {
  const ports = sealPorts();
  const { sealed, unsealed } = await sealOverdue(ports, SEAL_TERMS);
  if (sealed > 0) ports.log.info('evidence that was due has been sealed', { sealed });
  if (unsealed.length > 0) ports.log.error('evidence has been due for too long', { drillIds: unsealed });
  measure({ UnsealedDrills: unsealed.length });
});
