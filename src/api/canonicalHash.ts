import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { GIVEN_BYTES_MAX } from '../drill/bounds.ts';
import { invalidInput } from './input.ts';

/**
 * The canonical JSON (RFC 8785) of a body that was read, and its SHA-256 in hexadecimal digits. A body can be longer
 * than what it means: a time may have any number of digits. Refuses one that is too long to be kept.
 */
export function canonicalHash(body: unknown): { text: string; hash: string } {
  const text = canonicalize(body as Record<string, unknown>) ?? '';
  const bytes = Buffer.byteLength(text);
  if (bytes > GIVEN_BYTES_MAX)
    throw invalidInput([{ pointer: '', message: `has ${bytes} bytes as canonical JSON; at most ${GIVEN_BYTES_MAX}` }]);
  return { text, hash: createHash('sha256').update(text).digest('hex') };
}
