import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * A record's JSON as it is stored: deflated, in base64. Every save writes it whole, at one write unit for each KB, and
 * it repeats the same names for each server: 300 servers take a fifth of the room. The journal holds the same in
 * readable form.
 */
export function packed(json: string): string {
  return PACKED + deflateRawSync(json).toString('base64');
}

/** Unpacks the JSON. A text that was never packed is JSON already. */
export function unpacked(text: string): string {
  if (!text.startsWith(PACKED)) return text;
  return inflateRawSync(Buffer.from(text.slice(PACKED.length), 'base64')).toString('utf8');
}

/** JSON never begins like this. */
const PACKED = 'deflate:';
