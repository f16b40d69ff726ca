import { readKey } from '../../api/preconditions.ts';
import { BadRequest } from '../../api/problem.ts';
import type { Ports } from '../../flow/ports.ts';
import { requestDrill } from '../http/requestDrill.ts';
import type { BusEvent } from '../parsing/busEvent.ts';
import { settings } from '../wiring/settings.ts';

/**
 * Starts the drill that an event requests, and returns its id. Keys belong to an account and a source. Within an
 * account, anyone who may put events chooses the source, so the deployment lists the sources that it accepts.
 */
export async function eventRequest(ports: Ports, { id, site, source, detail }: BusEvent): Promise<string> {
  if (!settings().eventRequests.includes(source)) {
    const message = `the source ${source} is not allowed to request drills (eventRequests)`;
    throw new BadRequest(400, 'invalid-parameter', message);
  }
  const { idempotencyKey: given = id, ...body } = detail as Record<string, unknown>;
  const { accountId } = site;
  const requested = { body, requestedBy: `${accountId}/${source}`, idempotencyKey: readKey(given, 'idempotencyKey') };
  const { drill } = await requestDrill(ports, { ...requested, accountId }, settings());
  return drill.drillId;
}
