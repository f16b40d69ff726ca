import { stripVTControlCharacters } from 'node:util';

/** The width of a text on a terminal, without colour codes. */
export function widthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

/** Wraps a text between words; a longer word gets its own line. */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => filled(line, width));
}

/** The length of the longest word, which is the minimum width. */
export function longestWord(text: string): number {
  return Math.max(...text.split(BREAK).map(widthOf));
}

/** The line width of a stream; unlimited without a terminal, unless COLUMNS is set. */
export function lineWidth(out: NodeJS.WriteStream): number {
  const said = out.isTTY ? out.columns : Number(process.env['COLUMNS']);
  return said > 0 ? said : Number.POSITIVE_INFINITY;
}

/** A break between words; a number and its unit stay together. */
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
