import type { EventBridgeEvent } from 'aws-lambda';
import { isRefusal } from '../api/problem.ts';
import { requestDrill } from './requestDrill.ts';
import { wiring } from './wiring.ts';

/** EventBridge: Drill Requested. A body that is refused would be refused again, so it is logged and dropped. */
export async function handler(event: EventBridgeEvent<'Drill Requested', Record<string, unknown>>): Promise<void> {
  const ports = wiring();
  const { idempotencyKey, ...body } = event.detail ?? {};
  const requestedBy = `${event.account}/${event.source}`;
  try {
    const key = typeof idempotencyKey === 'string' && idempotencyKey !== '' ? idempotencyKey : event.id;
    const drill = await requestDrill(ports, { body, requestedBy, idempotencyKey: key });
    ports.log.info('a drill was requested by event', { drillId: drill.drillId, eventId: event.id, requestedBy });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    ports.log.error('a requested drill was refused', {
      eventId: event.id,
      requestedBy,
      code: error.code,
      detail: error.message,
    });
  }
}
