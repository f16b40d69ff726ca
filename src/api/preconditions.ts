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
  if (header === undefined || /^[\x21-\x7e]{1,255}$/.test(header)) return header;
  throw new BadRequest(400, 'invalid-parameter', 'Idempotency-Key must be 1 to 255 visible ASCII characters');
}
