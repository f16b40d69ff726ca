import { requestRefusedEvent } from '../api/drillEvents.ts';
import { BadRequest, isRefusal } from '../api/problem.ts';
import { busEvent, shown } from './busEvent.ts';
import { busReach } from './busReach.ts';
import { machineDoor } from './machineDoor.ts';
import { requestDrill } from './requestDrill.ts';
import { wiring } from './wiring.ts';

/** EventBridge: Drill Requested. A body that is refused would be refused again, so it is told on the bus, not repeated. */
export const handler = machineDoor(async (event: unknown): Promise<void> => {
  const ports = wiring(busReach);
  const told = busEvent(event);
  if (told === undefined) {
    return ports.log.error('a request by event could not be read and was dropped', { event: shown(event) });
  }
  const { id: eventId, site, source, detail } = told;
  const { accountId } = site;
  const { idempotencyKey, ...body } = detail as Record<string, unknown>;
  const requestedBy = `${accountId}/${source}`;
  try {
    const key = idempotencyKey === undefined ? eventId : readKey(idempotencyKey);
    const { drill } = await requestDrill(ports, { body, requestedBy, idempotencyKey: key, accountId });
    ports.log.info('a drill was requested by event', { drillId: drill.drillId, eventId, requestedBy });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const why = error.message.slice(0, 1000);
    const refused = { eventId, requestedBy, code: error.code, why };
    ports.log.error('a requested drill was refused', refused);
    await ports.bus.publish([requestRefusedEvent(refused)]);
  }
});

function readKey(key: unknown): string {
  if (typeof key === 'string' && key !== '' && key.length <= 255) return key;
  throw new BadRequest(400, 'invalid-parameter', 'idempotencyKey must be a text of 1 to 255 characters');
}
