import { type Cell, grid, paragraph, screenOf, shown, TEXT_MIN, tableLines, withTextBelow } from './grid.ts';

/**
 * A table that drops spare columns until no cell is wrapped. If the other columns still do not fit, all are shown as
 * they fit best.
 */
export function fittingGrid(head: string[], rows: Cell[][], spare: Spare, screen = screenOf(process.stdout)): string {
  const cells = rows.map((row) => row.map((one) => shown(one, screen.out)));
  const same = spare.ifSame.filter((name) => new Set(cells.map((row) => row[head.indexOf(name)])).size === 1);
  const order = [...same, ...spare.always];
  for (let count = 0; count <= order.length; count += 1) {
    const leftOut = new Set(order.slice(0, count));
    const kept = head.flatMap((name, index) => (leftOut.has(name) ? [] : [index]));
    const lines = unbroken(
      kept.map((index) => head[index] ?? ''),
      cells.map((row) => kept.map((index) => row[index] ?? '')),
      screen.width,
    );
    if (lines === undefined) continue;
    const alike = same.slice(0, count).map((name) => `${name}: ${cells[0]?.[head.indexOf(name)]} in every row`);
    const gone = spare.always.slice(0, Math.max(0, count - same.length)).join(', ');
    const said = [...alike, ...(gone === '' ? [] : [`no room for ${gone}: a wider terminal shows every column`])];
    return [...lines, ...(said.length === 0 ? [] : [paragraph(`(${said.join('; ')})`, screen)])].join('\n');
  }
  return grid(head, rows, screen);
}

/** The columns that may be dropped, in this order. */
export interface Spare {
  /** Dropped only if all rows have the same value, which the last line then shows. */
  ifSame: readonly string[];
  /** Always droppable; the last line names them. */
  always: readonly string[];
}

/** One line per row, with a long last column on the lines below; undefined if it does not fit. */
function unbroken(head: string[], rows: string[][], width: number): string[] | undefined {
  const isUnbroken = ([, ...lines]: string[][]) => lines.every((row) => row.length === 1);
  const table = tableLines(head, rows, width, TEXT_MIN);
  if (table !== undefined && isUnbroken(table)) return table.flat();
  const others = tableLines(
    head.slice(0, -1),
    rows.map((row) => row.slice(0, -1)),
    width,
  );
  return others !== undefined && isUnbroken(others) ? withTextBelow(head, rows, width) : undefined;
}
