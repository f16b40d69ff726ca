import { createHash } from 'node:crypto';
import type { DrillRequest } from '../drill/drill.ts';

/** The format of a drill id. */
export const DRILL_ID = /^d-[0-9a-z]{24}$/;

/** The format of a source server id (DRS API reference: SourceServerID). */
export const SOURCE_SERVER_ID = /^s-[0-9a-zA-Z]{17}$/;

/**
 * The name of a caller, as recorded in the drill and the journal: not blank, and no longer than an ARN (IAM quotas:
 * 2,048).
 */
export const CALLER = /^(?=.*\S)[^\p{Cc}\p{Cs}]{1,2048}$/u;

/**
 * The owner of idempotency keys: the role of an assumed-role session, because the caller chooses the session name (IAM
 * user guide: elements of an assumed role's ARN); otherwise the caller.
 */
export function principalOf(caller: string): string {
  return /^(arn:[\w-]+:sts::\d{12}:assumed-role\/[^/]+)\/[^/]+$/.exec(caller)?.[1] ?? caller;
}

/**
 * The identity under which open drills are counted; all sessions of a role share one. Short, because a site stores it
 * for each of its drills.
 */
export function requesterOf(caller: string): string {
  return digestOf([principalOf(caller).replace(FEDERATED, '$1')]).slice(0, REQUESTER_CHARACTERS);
}

/** One user can create federated users of any name (STS API reference, GetFederationToken). */
const FEDERATED = /^(arn:[\w-]+:sts::\d{12}:federated-user)\/.*$/;

/** 64 bits: a caller cannot find a name that collides with another caller's. */
const REQUESTER_CHARACTERS = 16;

/** Identifies a caller's request by its idempotency key. */
export function keyOf(caller: string, idempotencyKey: string): string {
  return digestOf([principalOf(caller), idempotencyKey]);
}

/** The drill id for a caller and an idempotency key. Deterministic, so that a retry finds the same drill. */
export function drillIdOf(requestedBy: string, idempotencyKey: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([principalOf(requestedBy), idempotencyKey]))
    .digest('hex');
  return `d-${BigInt(`0x${digest}`).toString(36).padStart(50, '0').slice(-24)}`;
}

/** A hash that differs for different requests. */
export function requestHash(request: DrillRequest): string {
  return digestOf(request);
}

/** SHA-256 of the JSON of a value with sorted members. */
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
