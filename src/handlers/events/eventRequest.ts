import { readKey } from '../../api/preconditions.ts';
import { BadRequest } from '../../api/problem.ts';
import type { Ports } from '../../flow/ports.ts';
import { requestDrill } from '../http/requestDrill.ts';
import type { BusEvent } from '../parsing/busEvent.ts';
import { settings } from '../wiring/settings.ts';

/**
 * Starts the drill that an event asks for, and answers with its id. Keys belong to an account and a source; within an account
 * anybody who may put events chooses the source, so only those count that the deployment names.
 */
export async function eventRequest(ports: Ports, { id, site, source, detail }: BusEvent): Promise<string> {
  if (!settings().eventRequests.includes(source)) {
    const message = `the source ${source} is none of those that may ask for drills (eventRequests)`;
    throw new BadRequest(400, 'invalid-parameter', message);
  }
  const { idempotencyKey: given = id, ...body } = detail as Record<string, unknown>;
  const { accountId } = site;
  const requested = { body, requestedBy: `${accountId}/${source}`, idempotencyKey: readKey(given, 'idempotencyKey') };
  const { drill } = await requestDrill(ports, { ...requested, accountId });
  return drill.drillId;
}
