/** Whether a text can be the name of a plan or of a schedule. */
export function isPlanName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name);
}

/** The same for the person who types it. */
export const NAME_RULE =
  '1 to 64 letters, digits, dots, hyphens and underscores. It begins with a letter or a digit, and cannot be changed.';
