/**
 * A text as it may be shown to people: characters that nobody sees, or that change the direction or the order of what
 * is around them, are written out, as in `[U+202E]`. Line ends and tabs stay.
 */
export function visible(text: string): string {
  return text.toWellFormed().replace(UNSEEN, (character) => `[U+${hexOf(character)}]`);
}

/** Controls, formats, line and paragraph separators. The joiners of scripts and emoji change no direction, and stay. */
const UNSEEN = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
