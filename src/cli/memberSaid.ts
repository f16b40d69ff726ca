/** A member of a file by its JSON pointer, as its writer would name it: `checks[0].port`. */
export function memberSaid(pointer: string): string {
  const parts = pointer.split('/').slice(1).map(unescaped);
  if (parts.length === 0) return 'the plan';
  return parts.map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`)).join('');
}

/** RFC 6901, section 4. */
export function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
