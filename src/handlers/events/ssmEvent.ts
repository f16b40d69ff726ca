import { commandReported } from '../../flow/signals.ts';
import { busEvent, shown } from '../parsing/busEvent.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { wiring } from '../wiring/wiring.ts';

/** EventBridge: EC2 Command Invocation Status-change Notification, of a command that has ended on an instance. */
export const handler = eventHandler(async (event: unknown): Promise<void> => {
  const ports = wiring();
  const message = busEvent(event);
  if (message === undefined || (await commandReported(ports, message)) === 'UNREADABLE') {
    ports.log.error('a Systems Manager event could not be read and was dropped', { event: shown(event) });
  }
});
