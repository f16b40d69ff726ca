import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * A record's JSON as it is kept: deflated, in base64. It is written whole with every save, a unit for each KB, and repeats the same names for each of its
 * servers: 300 take a fifth of the room. What may be read in the table is the journal, which says the same.
 */
export function packed(json: string): string {
  return PACKED + deflateRawSync(json).toString('base64');
}

/** The JSON again; a text that was never packed is JSON already. */
export function unpacked(text: string): string {
  if (!text.startsWith(PACKED)) return text;
  return inflateRawSync(Buffer.from(text.slice(PACKED.length), 'base64')).toString('utf8');
}

/** JSON never begins like this. */
const PACKED = 'deflate:';
