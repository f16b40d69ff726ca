/** The value at a JSON pointer (RFC 6901); undefined: there is none. */
export function valueAt(body: unknown, pointer: string): unknown {
  return partsOf(pointer).reduce<unknown>(memberOf, body);
}

/** A copy with another value at a JSON pointer; undefined removes the member. */
export function withValueAt<Body>(body: Body, pointer: string, value: unknown): Body {
  return changed(body, partsOf(pointer), value) as Body;
}

function changed(body: unknown, parts: string[], value: unknown): unknown {
  const [first, ...rest] = parts;
  if (first === undefined) return value;
  const member = changed(memberOf(body, first), rest, value);
  if (Array.isArray(body)) return body.map((one, index) => (String(index) === first ? member : one));
  const { [first]: _, ...others } = { ...(body as Record<string, unknown> | undefined) };
  return member === undefined ? others : { ...others, [first]: member };
}

function memberOf(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return undefined;
  return (body as Record<string, unknown>)[name];
}

function partsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
