import { stripVTControlCharacters } from 'node:util';

/** How wide a text is on a terminal, without what only gives it a colour. */
export function widthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

/** Broken between words into lines of at most so many characters; a longer word has a line to itself. */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => filled(line, width));
}

/** The longest word of a text: what cannot be made narrower. */
export function longestWord(text: string): number {
  return Math.max(...text.split(BREAK).map(widthOf));
}

/** How many characters a line of a stream has; any number where nobody looks at it, unless COLUMNS says so. */
export function lineWidth(out: NodeJS.WriteStream): number {
  const said = out.isTTY ? out.columns : Number(process.env['COLUMNS']);
  return said > 0 ? said : Number.POSITIVE_INFINITY;
}

/** Between two words; a number and its unit stay together. */
const BREAK = /(?<!\d) | (?!(?:s|min|h|d|w|%)(?!\w))/;

function filled(line: string, width: number): string[] {
  const lines: string[] = [];
  let current: string | undefined;
  for (const word of line.split(BREAK)) {
    if (current === undefined) current = word;
    else if (widthOf(current) + 1 + widthOf(word) <= width) current += ` ${word}`;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current ?? ''];
}
