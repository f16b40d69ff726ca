import { styleText } from 'node:util';
import Table from 'cli-table3';
import { columnWidths } from './columnWidths.ts';
import { lineWidth, widthOf, wrapped } from './wrapping.ts';

/** What a cell shows: a text from anywhere, which is cleaned, or a word with its colour. */
export type Cell = string | Painted;

/** A word in the colour of good or bad, and what follows it. */
export interface Painted {
  word: string;
  then: string;
}

/** Where something is shown: the stream, whose colours it gets, and how many characters a line has there. */
export interface Screen {
  out: NodeJS.WriteStream;
  width: number;
}

/** A stream as a screen. */
export function screenOf(out: NodeJS.WriteStream): Screen {
  return { out, width: lineWidth(out) };
}

/** Rows under their heads, without lines, so that columns can be copied and cut; where there is no room for columns, row by row. */
export function grid(head: string[], rows: Cell[][], screen = screenOf(process.stdout)): string {
  const cells = rows.map((row) => row.map((one) => shown(one, screen.out)));
  const widths = columnWidths([head, ...cells], screen.width - GAP * (head.length - 1));
  if (widths === undefined) return cells.map((row) => record(head, row, screen.width)).join('\n\n');
  const none = Object.fromEntries(BORDERS.map((name) => [name, '']));
  const style = { 'padding-left': 0, 'padding-right': GAP, head: [], border: [], compact: true };
  const table = new Table({ chars: none, style });
  table.push(...[head, ...cells].map((row) => row.map((text, index) => wrapped(text, widths[index] ?? 0).join('\n'))));
  return table.toString().replace(/[ \t]+$/gm, '');
}

/** Names and what they are, one a line. */
export function sheet(lines: [string, Cell][], screen = screenOf(process.stdout)): string {
  return record(
    lines.map(([name]) => name),
    lines.map(([, value]) => shown(value, screen.out)),
    screen.width,
  );
}

/** Between two columns. */
const GAP = 2;

function record(names: string[], texts: string[], width: number): string {
  const first = Math.max(0, ...names.map(widthOf)) + GAP;
  const lines = names.map((name, index) => {
    const text = wrapped(texts[index] ?? '', width - first).join(`\n${' '.repeat(first)}`);
    return `${name.padEnd(first)}${text}`.trimEnd();
  });
  return lines.join('\n');
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

function shown(cell: Cell, out: NodeJS.WriteStream): string {
  if (typeof cell === 'string') return plain(cell);
  const { word, then } = cell;
  return `${coloured(word, out)}${/^[,;:]/.test(then) || then === '' ? '' : ' '}${plain(then)}`;
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
