import { countSaid } from '../said.ts';

/** A part of a Markdown text: what must be there, and rows, of which as many are shown as fit. */
export interface Part {
  before: string[];
  rows: string[];
  after: string[];
  /** What a row is about. */
  row: string;
}

/** A part all of which must be there. */
export function whole(lines: string[]): Part {
  return { before: lines, rows: [], after: [], row: 'line' };
}

/** Joins the parts in at most so many bytes. Rows that do not fit are left out, and a sentence says how many. */
export function fitting(parts: Part[], bytesMax: number): string {
  const needed = parts.map(({ before, after }) => sizeOf([...before, ...after]) + SENTENCE_BYTES);
  let left = bytesMax - needed.reduce((sum, bytes) => sum + bytes, 0);
  const lines: string[] = [];
  for (const { before, rows, after, row } of parts) {
    const shown = thatFit(rows, left);
    left -= sizeOf(shown);
    const missing = rows.length - shown.length;
    const sentence =
      missing === 0 ? [] : ['', `${countSaid(missing, `more ${row}`)} left out: report.json has all of them.`];
    lines.push(...before, ...shown, ...sentence, ...after);
  }
  return `${lines.join('\n')}\n`;
}

function thatFit(rows: string[], bytes: number): string[] {
  let left = bytes;
  const end = rows.findIndex((row) => {
    left -= sizeOf([row]);
    return left < 0;
  });
  return end === -1 ? rows : rows.slice(0, end);
}

function sizeOf(lines: string[]): number {
  return lines.reduce((sum, line) => sum + ENCODER.encode(line).length + 1, 0);
}

const ENCODER = new TextEncoder();

/** For the sentence about what is left out. */
const SENTENCE_BYTES = 120;
