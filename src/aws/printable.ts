const MESSAGE_CHARACTERS_MAX = 300;

/** The beginning of a message from outside, without control characters and halves of characters. */
export function printable(text: string): string {
  const printed = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, ' ').slice(0, MESSAGE_CHARACTERS_MAX);
  return printed.replace(/[\uD800-\uDBFF]$/, '');
}
