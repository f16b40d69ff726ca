import { noticedEvent } from '../../api/notices/noticedEvent.ts';
import { requestRefusedEvent } from '../../api/otherEvents.ts';
import { isRefusal } from '../../api/problem.ts';
import { busEvent, shown } from '../parsing/busEvent.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { busAdapter } from '../wiring/bus.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';
import { eventRequest } from './eventRequest.ts';

/**
 * EventBridge: Drill Requested. A refused body would be refused again, so the refusal is published on the bus and the
 * event is not retried.
 */
export const handler = eventHandler(async (event: unknown): Promise<void> => {
  const ports = wiring(busAdapter);
  // Without a named source there is no rule either, but a direct invocation of the function needs no rule.
  if (settings().eventRequests.length === 0) {
    return ports.log.error('a request by event was dropped: this deployment accepts none', { event: shown(event) });
  }
  const message = busEvent(event);
  if (message === undefined) {
    return ports.log.error('a request by event could not be read and was dropped', { event: shown(event) });
  }
  const { id: eventId, source, site } = message;
  const requestedBy = `${site.accountId}/${source}`;
  try {
    const drillId = await eventRequest(ports, message);
    ports.log.info('a drill was requested by event', { drillId, eventId, requestedBy });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const refused = requestRefusedEvent({ eventId, requestedBy, code: error.code, why: error.message });
    ports.log.error('a requested drill was refused', refused.detail);
    await ports.bus.publish([noticedEvent(refused)]);
  }
});
