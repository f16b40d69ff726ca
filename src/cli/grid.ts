import { styleText } from 'node:util';
import Table from 'cli-table3';

/** What a cell shows: a text from anywhere, which is cleaned, or a word with its colour. */
export type Cell = string | Painted;

/** A word in the colour of good or bad, and what follows it. */
export interface Painted {
  word: string;
  then: string;
}

/** Rows under their heads, without lines, so that columns can be copied and cut. */
export function grid(head: string[], rows: Cell[][]): string {
  const none = Object.fromEntries(BORDERS.map((name) => [name, '']));
  const style = { 'padding-left': 0, 'padding-right': 2, head: [], border: [], compact: true };
  const table = new Table({ head, chars: none, style });
  table.push(...rows.map((cells) => cells.map(shown)));
  return table.toString().replace(/[ \t]+$/gm, '');
}

/** Names and what they are, one a line. */
export function sheet(lines: [string, Cell][]): string {
  const width = Math.max(0, ...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${shown(value)}`.trimEnd()).join('\n');
}

/** A text from elsewhere on one line: what it holds of control characters must not reach the terminal. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** A word of a drill as a cell. */
export function painted(word: string | null, then = ''): Painted {
  return { word: word ?? '-', then };
}

/** A word of a drill in the colours of good and bad, where the terminal has colours and they are wanted (NO_COLOR). */
export function coloured(word: string, stream: NodeJS.WriteStream = process.stdout): string {
  const colour = COLOURS[word];
  return colour === undefined ? plain(word) : styleText(colour, word, { stream });
}

function shown(cell: Cell): string {
  return typeof cell === 'string' ? plain(cell) : `${coloured(cell.word)}${cell.then && ` ${plain(cell.then)}`}`;
}

const BORDERS = [
  ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
  ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
];

const COLOURS: Record<string, 'green' | 'red' | 'yellow' | 'cyan'> = {
  PASSED: 'green',
  CLEAN: 'green',
  LAUNCHED: 'green',
  OPEN: 'green',
  FAILED: 'red',
  LEAKED: 'red',
  OBJECTIVE_MISSED: 'red',
  REJECTED: 'red',
  FROZEN: 'red',
  NO_LAUNCHES: 'yellow',
  CANCELLED: 'yellow',
  YIELDED: 'yellow',
  HOLDING: 'cyan',
};
