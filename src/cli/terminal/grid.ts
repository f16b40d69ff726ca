import { styleText } from 'node:util';
import Table from 'cli-table3';
import { columnWidths } from './columnWidths.ts';
import { lineWidth, widthOf, wrapped } from './wrapping.ts';

/** The content of a cell: an untrusted text, which is sanitized, or a coloured word. */
export type Cell = string | Painted;

/** A coloured word and the text after it. */
export interface Painted {
  word: string;
  then: string;
}

/** An output: the stream, which decides the colours, and its line width. */
export interface Screen {
  out: NodeJS.WriteStream;
  width: number;
}

/** The screen of a stream. */
export function screenOf(out: NodeJS.WriteStream): Screen {
  return { out, width: lineWidth(out) };
}

/**
 * A table without borders, so that columns can be copied and cut. If it is too wide, cells are wrapped or the last
 * column goes below its row, whichever is shorter; otherwise every row becomes a paragraph. No word is ever cut.
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

/** The last column is usually a sentence, which is unreadable in a narrower column. */
export const TEXT_MIN = 24;

function asTable(head: string[], rows: string[][], width: number): string[] | undefined {
  return tableLines(head, rows, width, TEXT_MIN)?.flat();
}

/** A table with the last column below its rows; undefined if the other columns are too wide. */
export function withTextBelow(head: string[], rows: string[][], width: number): string[] | undefined {
  const others = rows.map((row) => row.slice(0, -1));
  const [first = [], ...lines] = tableLines(head.slice(0, -1), others, width) ?? [];
  const name = `  ${head.at(-1)?.toLowerCase()}`;
  const below = (text = '-') => (text === '-' || text === '' ? [] : record([name], [text], width));
  if (first.length === 0) return undefined;
  return [...first, ...lines.flatMap((row, index) => [...row, ...below(rows[index]?.at(-1))])];
}

/** The lines of the header and of each row; undefined if the table is too wide. */
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

/** Name-value pairs, one per line. */
export function sheet(lines: [string, Cell][], screen = screenOf(process.stdout)): string {
  return record(
    lines.map(([name]) => name),
    lines.map(([, value]) => shown(value, screen.out)),
    screen.width,
  ).join('\n');
}

/** A wrapped text; continuation lines are indented. */
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

/** Makes an untrusted text safe for the terminal: one line, no control characters. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** A coloured word as a cell. */
export function painted(word: string | null, then = ''): Painted {
  return { word: word ?? '-', then };
}

/** Colours a word as good or bad, if the terminal supports colours and NO_COLOR is not set. */
export function coloured(word: string, stream: NodeJS.WriteStream = process.stdout): string {
  const colour = COLOURS[word];
  return colour === undefined ? plain(word) : styleText(colour, word, { stream });
}

/** Formats a cell for a stream. */
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
  READY: 'green',
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
  'ownership not proved': 'yellow',
  launching: 'cyan',
  launched: 'cyan',
  verified: 'green',
  up: 'green',
  terminating: 'cyan',
  gone: 'green',
};
