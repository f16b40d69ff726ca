import canonicalize from 'canonicalize';

/** A value as canonical JSON (RFC 8785). Members that are undefined are left out. */
export function canonicalJson(value: unknown): string {
  return canonicalize(JSON.parse(wellFormed(JSON.stringify(value)))) ?? '';
}

/**
 * RFC 8785 has no form for half of a surrogate pair, which JSON can carry as an escape. U+FFFD replaces it, as in
 * UTF-8.
 */
export function wellFormed(json: string): string {
  return json.replace(LONE_SURROGATES, '$1\ufffd');
}

/** `JSON.stringify` escapes no other characters this way. A backslash that is itself escaped begins no escape. */
const LONE_SURROGATES = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;
