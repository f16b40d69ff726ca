import { longestWord, widthOf } from './wrapping.ts';

/** How wide each column of a table becomes, so that all fit into `room`; undefined when no wrapping makes them fit. */
export function columnWidths(rows: readonly string[][], room: number): number[] | undefined {
  const columns = (rows[0] ?? []).map((_, index) => rows.map((cells) => cells[index] ?? ''));
  const widths = columns.map((cells) => most(cells.map(widthOf)));
  const least = columns.map((cells, index) =>
    Math.max(Math.min(widths[index] ?? 0, TEXT_MIN), most(cells.map(longestWord))),
  );
  if (sum(least) > room) return undefined;
  while (sum(widths) > room) {
    const narrowable = widths.map((width, index) => (width > (least[index] ?? 0) ? width : 0));
    const widest = narrowable.indexOf(most(narrowable));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** A sentence in a narrower column than this is no longer read. */
const TEXT_MIN = 16;

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** A list may be longer than a function may have arguments. */
function most(counts: readonly number[]): number {
  return counts.reduce((highest, count) => Math.max(highest, count), 0);
}
