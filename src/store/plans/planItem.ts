import canonicalize from 'canonicalize';

/** The body of a plan as it is stored: canonical JSON (RFC 8785), over which its hash is computed. */
export function canonicalBody(body: Record<string, unknown>): string {
  return canonicalize(body) ?? '{}';
}

/** What lists show of the body. */
export function descriptionOf({ description }: Record<string, unknown>): string | null {
  return typeof description === 'string' ? description : null;
}
