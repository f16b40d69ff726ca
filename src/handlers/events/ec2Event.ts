import { instanceReported } from '../../flow/signals.ts';
import { busEvent, shown } from '../parsing/busEvent.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { wiring } from '../wiring/wiring.ts';

/** EventBridge: EC2 Instance State-change Notification, of an instance that is down or on its way there. */
export const handler = eventHandler(async (event: unknown): Promise<void> => {
  const ports = wiring();
  const message = busEvent(event);
  if (message === undefined || (await instanceReported(ports, message)) === 'UNREADABLE') {
    ports.log.error('an EC2 event could not be read and was dropped', { event: shown(event) });
  }
});
