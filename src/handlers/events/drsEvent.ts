import { launchReported } from '../../flow/signals.ts';
import { busEvent, shown } from '../parsing/busEvent.ts';
import { machineDoor } from '../parsing/machineDoor.ts';
import { wiring } from '../wiring/wiring.ts';

/** EventBridge: DRS Source Server Launch Result. */
export const handler = machineDoor(async (event: unknown): Promise<void> => {
  const ports = wiring();
  const told = busEvent(event);
  if (told === undefined || (await launchReported(ports, told)) === 'UNREADABLE') {
    ports.log.error('a DRS event could not be read and was dropped', { event: shown(event) });
  }
});
