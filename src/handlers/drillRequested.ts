import { requestRefusedEvent } from '../api/drillEvents.ts';
import { onOneLine } from '../api/input.ts';
import { readKey } from '../api/preconditions.ts';
import { BadRequest, isRefusal } from '../api/problem.ts';
import type { Ports } from '../flow/ports.ts';
import { type BusEvent, busEvent, shown } from './busEvent.ts';
import { busReach } from './busReach.ts';
import { machineDoor } from './machineDoor.ts';
import { requestDrill } from './requestDrill.ts';
import { settings } from './settings.ts';
import { wiring } from './wiring.ts';

/** EventBridge: Drill Requested. A body that is refused would be refused again, so it is told on the bus, not repeated. */
export const handler = machineDoor(async (event: unknown): Promise<void> => {
  const ports = wiring(busReach);
  // While no source is named there is no rule either, but whoever may invoke the function could do without one.
  if (settings().eventRequests.length === 0) {
    return ports.log.error('a request by event was dropped: this deployment takes none', { event: shown(event) });
  }
  const told = busEvent(event);
  if (told === undefined) {
    return ports.log.error('a request by event could not be read and was dropped', { event: shown(event) });
  }
  const { id: eventId, source, site } = told;
  const requestedBy = `${site.accountId}/${onOneLine(source).slice(0, SOURCE_CHARACTERS_SHOWN)}`;
  try {
    const drillId = await request(ports, told);
    ports.log.info('a drill was requested by event', { drillId, eventId, requestedBy });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const why = onOneLine(error.message.slice(0, WHY_CHARACTERS_MAX));
    const refused = { eventId, requestedBy, code: error.code, why };
    ports.log.error('a requested drill was refused', refused);
    await ports.bus.publish([requestRefusedEvent(refused)]);
  }
});

const SOURCE_CHARACTERS_SHOWN = 256;
const WHY_CHARACTERS_MAX = 1000;

/** Keys belong to an account and a source. Within an account anybody who may put events chooses the source, so only named ones count. */
async function request(ports: Ports, { id, site: { accountId }, source, detail }: BusEvent): Promise<string> {
  if (!settings().eventRequests.includes(source)) {
    const message = `the source ${source} is none of those that may ask for drills (eventRequests)`;
    throw new BadRequest(400, 'invalid-parameter', message);
  }
  const { idempotencyKey: given = id, ...body } = detail as Record<string, unknown>;
  const idempotencyKey = readKey(given, 'idempotencyKey');
  const { drill } = await requestDrill(ports, {
    body,
    requestedBy: `${accountId}/${source}`,
    idempotencyKey,
    accountId,
  });
  return drill.drillId;
}
