import { longestWord, widthOf } from './wrapping.ts';

/**
 * Computes column widths that fit a table into `room`; undefined when wrapping cannot make it fit, or only with a last
 * column narrower than `lastMin`.
 */
export function columnWidths(rows: readonly string[][], room: number, lastMin: number): number[] | undefined {
  const columns = (rows[0] ?? []).map((_, index) => rows.map((cells) => cells[index] ?? ''));
  const widths = columns.map((cells) => most(cells.map(widthOf)));
  const least = columns.map((cells, index) => {
    // The first column is never wrapped, because a continuation line would look like a new row.
    if (index === 0) return widths[0] ?? 0;
    const readable = index === columns.length - 1 ? Math.max(lastMin, PHRASE_MIN) : PHRASE_MIN;
    return Math.max(Math.min(widths[index] ?? 0, readable), most(cells.map(longestWord)));
  });
  if (sum(least) > room) return undefined;
  while (sum(widths) > room) {
    const narrowable = widths.map((width, index) => (width > (least[index] ?? 0) ? width : 0));
    const widest = narrowable.indexOf(most(narrowable));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** A narrower column would put every word on its own line. */
const PHRASE_MIN = 10;

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Not `Math.max(...)`: a long list exceeds the argument limit of a function. */
function most(counts: readonly number[]): number {
  return counts.reduce((highest, count) => Math.max(highest, count), 0);
}
