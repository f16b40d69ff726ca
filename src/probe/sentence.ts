const LENGTH_MAX = 300;

/**
 * A message that harms no terminal, log or page: without control characters, marks of direction, separators of lines
 * and halves of characters, and not too long.
 */
export function sentence(text: string): string {
  const cut = text.length > LENGTH_MAX ? `${text.slice(0, LENGTH_MAX - 1)}…` : text;
  return cut.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}
