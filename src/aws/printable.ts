const MESSAGE_CHARACTERS_MAX = 300;

/** The beginning of a message from outside, without control characters. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, MESSAGE_CHARACTERS_MAX);
}
