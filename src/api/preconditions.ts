import { etagOfState, etagsIn } from './entityTags.ts';
import { BadRequest } from './problem.ts';

/**
 * The entity tags of states in If-Match; undefined for `*`, which any version matches. A weak tag matches nothing (RFC
 * 9110, 13.1.1).
 */
export function readIfMatch(header: string | undefined): ReadonlySet<string> | undefined {
  if (header === undefined) {
    const message = 'If-Match is required: the ETag of a GET, or * for any version';
    throw new BadRequest(428, 'precondition-required', message);
  }
  if (header.trim() === '*') return undefined;
  const tags = etagsIn(header);
  if (tags !== undefined) return new Set(tags.map(etagOfState));
  throw new BadRequest(400, 'invalid-parameter', 'If-Match must be entity tags, separated by commas, or *');
}

/** What a PUT may find: nothing, or one of these entity tags (undefined: any). */
export type Expected = 'NOTHING' | { tags: ReadonlySet<string> | undefined };

/** The condition of a PUT that creates or changes: If-None-Match: * or If-Match, and not both (RFC 9110, 13.1). */
export function readExpected(ifMatch: string | undefined, ifNoneMatch: string | undefined): Expected {
  if (ifNoneMatch === undefined && ifMatch === undefined) throw new BadRequest(428, 'precondition-required', EXPECTED);
  if (ifNoneMatch === undefined) return { tags: readIfMatch(ifMatch) };
  if (ifNoneMatch.trim() === '*' && ifMatch === undefined) return 'NOTHING';
  throw new BadRequest(400, 'invalid-parameter', `If-None-Match must be * and without If-Match; ${EXPECTED}`);
}

const EXPECTED = 'send If-None-Match: * to create, or If-Match with the ETag of a GET to change';

/** The idempotency key of a request; undefined without one. */
export function readIdempotencyKey(header: string | undefined): string | undefined {
  return header === undefined ? undefined : readKey(header, 'Idempotency-Key');
}

/** Reads an idempotency key from a header or a field called `name`. */
export function readKey(given: unknown, name: string): string {
  if (isKey(given)) return given;
  throw new BadRequest(400, 'invalid-parameter', `${name} must be 1 to 255 visible ASCII characters`);
}

/** Whether a value is a valid key: safe to store, to log and to print. */
export function isKey(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value);
}
