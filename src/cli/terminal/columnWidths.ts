import { longestWord, widthOf } from './wrapping.ts';

/**
 * How wide each column of a table becomes, so that all fit into `room`; undefined when no wrapping makes them fit, or only with a
 * last column narrower than `lastMin`.
 */
export function columnWidths(rows: readonly string[][], room: number, lastMin: number): number[] | undefined {
  const columns = (rows[0] ?? []).map((_, index) => rows.map((cells) => cells[index] ?? ''));
  const widths = columns.map((cells) => most(cells.map(widthOf)));
  const least = columns.map((cells, index) => {
    // The first names its row: a line that begins with anything else would look like a row.
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

/** A few words in a narrower column than this become a tower. */
const PHRASE_MIN = 10;

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** A list may be longer than a function may have arguments. */
function most(counts: readonly number[]): number {
  return counts.reduce((highest, count) => Math.max(highest, count), 0);
}
