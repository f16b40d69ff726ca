import { createHash } from 'node:crypto';
import type { DrillRequest } from '../drill/drill.ts';

/** What a drill's id looks like. */
export const DRILL_ID = /^d-[0-9a-z]{24}$/;

/** What a source server's id looks like (DRS API reference: SourceServerID). */
export const SOURCE_SERVER_ID = /^s-[0-9a-zA-Z]{17}$/;

/** Who asks: a name that is kept in the record and the journal, visible somewhere, no longer than an ARN may be (IAM quotas: 2,048). */
export const CALLER = /^(?=.*\S)[^\p{Cc}\p{Cs}]{1,2048}$/u;

/**
 * To whom keys belong: a role, whatever its session is called, because whoever assumes it chooses that name (IAM user guide: elements of
 * an assumed role's ARN); else the caller.
 */
export function principalOf(caller: string): string {
  return /^(arn:[\w-]+:sts::\d{12}:assumed-role\/[^/]+)\/[^/]+$/.exec(caller)?.[1] ?? caller;
}

/** Whose open drills are counted together: those of a role's sessions are. Short, because a site keeps it for each of its drills. */
export function requesterOf(caller: string): string {
  return digestOf([principalOf(caller).replace(FEDERATED, '$1')]).slice(0, REQUESTER_CHARACTERS);
}

/** One user can get federated users of any name (STS API reference, GetFederationToken). */
const FEDERATED = /^(arn:[\w-]+:sts::\d{12}:federated-user)\/.*$/;

/** 64 bits: nobody finds a name that is counted with somebody else's. */
const REQUESTER_CHARACTERS = 16;

/** Under what the wish of a caller with an idempotency key is known again. */
export function keyOf(caller: string, idempotencyKey: string): string {
  return digestOf([principalOf(caller), idempotencyKey]);
}

/** The id of the drill that this caller asks for under this idempotency key: the same again for the same two. */
export function drillIdOf(requestedBy: string, idempotencyKey: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([principalOf(requestedBy), idempotencyKey]))
    .digest('hex');
  return `d-${BigInt(`0x${digest}`).toString(36).padStart(50, '0').slice(-24)}`;
}

/** Tells one request from another. */
export function requestHash(request: DrillRequest): string {
  return digestOf(request);
}

/** SHA-256 over the JSON of a value, with sorted members. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
