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

/**
 * Rows under their heads, without lines, so that columns can be copied and cut. Where they need more room than there is, cells are
 * wrapped, or the text of the last column goes below its row, whichever is shorter; else every row becomes a paragraph. No word is
 * ever cut.
 */
export function grid(head: string[], rows: Cell[][], screen = screenOf(process.stdout)): string {
  const cells = rows.map((row) => row.map((one) => shown(one, screen.out)));
  const table = asTable(head, cells, screen.width);
  const below = withTextBelow(head, cells, screen.width);
  if (table === undefined && below === undefined)
    return cells.map((row) => record(head, row, screen.width).join('\n')).join('\n\n');
  const isTable = table !== undefined && (below === undefined || table.length <= below.length);
  return (isTable ? table : (below ?? [])).join('\n');
}

/** The last column is usually a sentence, which nobody reads in a narrower column than this. */
export const TEXT_MIN = 24;

function asTable(head: string[], rows: string[][], width: number): string[] | undefined {
  return tableLines(head, rows, width, TEXT_MIN)?.flat();
}

/** A table whose last column goes below its rows; undefined where the others are too wide. */
export function withTextBelow(head: string[], rows: string[][], width: number): string[] | undefined {
  const others = rows.map((row) => row.slice(0, -1));
  const [first = [], ...lines] = tableLines(head.slice(0, -1), others, width) ?? [];
  const name = `  ${head.at(-1)?.toLowerCase()}`;
  const below = (text = '-') => (text === '-' || text === '' ? [] : record([name], [text], width));
  if (first.length === 0) return undefined;
  return [...first, ...lines.flatMap((row, index) => [...row, ...below(rows[index]?.at(-1))])];
}

/** The lines of the head and of each row; undefined when it is too wide. */
export function tableLines(head: string[], rows: string[][], width: number, lastMin = 0): string[][] | undefined {
  const all = [head, ...rows];
  const widths = columnWidths(all, width - GAP * (head.length - 1), lastMin);
  if (widths === undefined) return undefined;
  const none = Object.fromEntries(BORDERS.map((name) => [name, '']));
  const style = { 'padding-left': 0, 'padding-right': GAP, head: [], border: [], compact: true };
  const table = new Table({ chars: none, style });
  const cells = all.map((row) => row.map((text, index) => wrapped(text, widths[index] ?? 0)));
  table.push(...cells.map((row) => row.map((lines) => lines.join('\n'))));
  const drawn = table
    .toString()
    .replace(/[ \t]+$/gm, '')
    .split('\n');
  return cells.map((row) => drawn.splice(0, Math.max(...row.map((lines) => lines.length))));
}

/** Names and what they are, one a line. */
export function sheet(lines: [string, Cell][], screen = screenOf(process.stdout)): string {
  return record(
    lines.map(([name]) => name),
    lines.map(([, value]) => shown(value, screen.out)),
    screen.width,
  ).join('\n');
}

/** A text on lines of its own; what does not fit on the first goes on further in. */
export function paragraph(text: string, { width } = screenOf(process.stdout)): string {
  const [first = '', ...others] = wrapped(plain(text), width - GAP * 2);
  return [first, ...others.map((line) => ' '.repeat(GAP * 2) + line)].join('\n');
}

/** Between two columns. */
const GAP = 2;

function record(names: string[], texts: string[], width: number): string[] {
  const first = Math.max(0, ...names.map(widthOf)) + GAP;
  return names.flatMap((name, index) => {
    const lines = wrapped(texts[index] ?? '', width - first);
    return lines.map((line, place) => `${(place === 0 ? name : '').padEnd(first)}${line}`.trimEnd());
  });
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

/** A cell as it is written to a stream. */
export function shown(cell: Cell, out: NodeJS.WriteStream): string {
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
  failed: 'red',
  'failed, nothing left': 'red',
  verificationFailed: 'red',
  'not proved ours': 'yellow',
  launching: 'cyan',
  launched: 'cyan',
  verified: 'green',
  up: 'green',
  terminating: 'cyan',
  gone: 'green',
};
