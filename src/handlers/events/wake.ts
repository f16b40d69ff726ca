import { wakeFired } from '../../flow/signals.ts';
import { shown } from '../parsing/busEvent.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { drillIdOf, numberOf } from '../parsing/schedulePayload.ts';
import { wiring } from '../wiring/wiring.ts';

/** EventBridge Scheduler: a drill's one-time wake. */
export const handler = eventHandler(async (payload: unknown): Promise<void> => {
  const ports = wiring();
  const [drillId, n] = [drillIdOf(payload), numberOf(payload)];
  if (drillId === undefined || n === undefined) {
    return ports.log.error('a wake could not be read and was dropped', { payload: shown(payload) });
  }
  await wakeFired(ports, { drillId, n });
});
