/** An own member of a value from outside; undefined for a value that is no object, and for an inherited member. */
export function member(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name)) return undefined;
  return (holder as Record<string, unknown>)[name];
}

/** A member that is a non-empty text. */
export function textIn(holder: unknown, name: string): string | undefined {
  const value = member(holder, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
