/**
 * What an application, a command or a function says, as the message of a result: on one line, without characters that
 * a terminal interprets or the table does not take, and not longer than so many; where it is cut, it ends with a mark.
 */
export function asMessage(text: string, charactersMax: number): string {
  const whole = text.replace(UNPRINTABLE, ' ');
  if (whole.length <= charactersMax) return whole;
  // Half of a surrogate pair is no character, and the cut may leave one.
  return `${whole.slice(0, charactersMax - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]+/gu;
