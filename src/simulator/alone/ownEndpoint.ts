import type { IncomingMessage } from 'node:http';
import { text as bodyOf } from 'node:stream/consumers';
import type { WireReply } from '../wire/exchange.ts';
import type { AloneWorld, Beginning } from './aloneWorld.ts';
import { faultsOf } from './faultsNamed.ts';
import { serversOf } from './serversNamed.ts';

/** The simulator's own routes: `POST /_reset`, `POST /_advance`, `GET /_calls`. */
export function aloneEndpoint(world: AloneWorld): (request: IncomingMessage) => Promise<WireReply | undefined> {
  return async (request) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    if (!path.startsWith('/_')) return undefined;
    const open = ENDPOINTS[`${request.method} ${path}`];
    if (open === undefined) return reply(404, { message: `There are ${Object.keys(ENDPOINTS).join(', ')}.` });
    try {
      return reply(200, open(world, objectOf(await bodyOf(request))));
    } catch (error) {
      return reply(400, { message: (error as Error).message });
    }
  };
}

const ENDPOINTS: Readonly<Record<string, (world: AloneWorld, body: Record<string, unknown>) => unknown>> = {
  'POST /_reset': (world, body) => {
    world.reset(changesOf(body));
    return {};
  },
  'POST /_advance': (world, { seconds }) => {
    if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= SECONDS_MAX))
      throw new Error(`seconds must be a number from 0 to ${SECONDS_MAX}.`);
    return { now: world.advance(seconds) };
  },
  'GET /_calls': (world) => ({ calls: world.calls() }),
};

/** One year. */
const SECONDS_MAX = 366 * 24 * 3600;

function changesOf({ servers, faults, seed, ...others }: Record<string, unknown>): Partial<Beginning> {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new Error(`There is no ${unknown}; servers, faults and seed can be given.`);
  if (seed !== undefined && !Number.isInteger(seed)) throw new Error('seed must be a whole number.');
  return {
    ...(servers !== undefined && { servers: serversOf(servers) }),
    ...(faults !== undefined && { faults: faultsOf(faults) }),
    ...(seed !== undefined && { seed: seed as number }),
  };
}

function objectOf(body: string): Record<string, unknown> {
  if (body.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new Error('The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('The body must be an object.');
  return value as Record<string, unknown>;
}

function reply(status: number, body: unknown): WireReply {
  return { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(body)}\n` };
}
