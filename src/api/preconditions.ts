import { BadRequest } from './problem.ts';

const TAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

/** The tags that If-Match names; undefined for `*`, which any version fulfils. A weak tag fulfils nothing (RFC 9110, 13.1.1). */
export function readIfMatch(header: string | undefined): ReadonlySet<string> | undefined {
  if (header === undefined) {
    const message = 'If-Match must name the version that this is about: the ETag of a GET, or * for any';
    throw new BadRequest(428, 'precondition-required', message);
  }
  if (header.trim() === '*') return undefined;
  const tags = header.match(TAG);
  if (tags !== null && /^[\s,]*$/.test(header.replace(TAG, ''))) return new Set(tags);
  throw new BadRequest(400, 'invalid-parameter', 'If-Match must be entity tags, separated by commas, or *');
}

/** Under which key a caller asks again for the same; undefined when there is none. */
export function readIdempotencyKey(header: string | undefined): string | undefined {
  return header === undefined ? undefined : readKey(header, 'Idempotency-Key');
}

/** An idempotency key, wherever it was given; `name` is what it is called there. */
export function readKey(given: unknown, name: string): string {
  if (isKey(given)) return given;
  throw new BadRequest(400, 'invalid-parameter', `${name} must be 1 to 255 visible ASCII characters`);
}

/** Whether a value can be a key: no text that a table, a log or a terminal takes for anything else. */
export function isKey(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value);
}
