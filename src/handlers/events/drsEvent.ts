import { launchReported } from '../../flow/signals.ts';
import { busEvent, shown } from '../parsing/busEvent.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { wiring } from '../wiring/wiring.ts';

/** EventBridge: DRS Source Server Launch Result. */
export const handler = eventHandler(async (event: unknown): Promise<void> => {
  const ports = wiring();
  const message = busEvent(event);
  if (message === undefined || (await launchReported(ports, message)) === 'UNREADABLE') {
    ports.log.error('a DRS event could not be read and was dropped', { event: shown(event) });
  }
});
