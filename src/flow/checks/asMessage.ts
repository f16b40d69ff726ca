/**
 * What an application, a command or a function says, as the message of a result: on one line, without characters that
 * a terminal interprets or the table does not take, and not longer than so many.
 */
export function asMessage(text: string, charactersMax: number): string {
  // Half of a surrogate pair is no character, and the cut may leave one.
  return text
    .replace(UNPRINTABLE, ' ')
    .slice(0, charactersMax)
    .replace(/[\uD800-\uDBFF]$/, '');
}

const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]+/gu;
