import { type Child, type Markup, markup } from './markup.ts';

/** A column of a table. */
export interface Column<Row> {
  head: string;
  cell(row: Row): Child;
  /** Its share of the width; the columns of a row have about 30 together. */
  width: number;
  /** `number`, `plain`: how its cells look. */
  look?: string;
  /** Names the row. */
  isName?: boolean;
}

/** A table with its caption. Without rows, a sentence says so. */
export function table<Row>(caption: string, rows: Row[], none: string, columns: Column<Row>[]): Markup {
  if (rows.length === 0) return markup`<p class="none">${none}</p>`;
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const shares = columns.map(({ width }) => `width: ${Math.round((width / total) * 1000) / 10}%`);
  return markup`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table style="min-width: ${total * 1.5}rem">
<caption>${caption}</caption>
<colgroup>${shares.map((share) => markup`<col style="${share}">`)}</colgroup>
<thead><tr>${columns.map(({ head, look = '' }) => markup`<th scope="col" class="${look}">${head}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => markup`<tr>${columns.map((column) => cellOf(column, row))}</tr>\n`)}</tbody>
</table></div>`;
}

function cellOf<Row>({ cell, look = '', isName = false }: Column<Row>, row: Row): Markup {
  const child = cell(row);
  return isName
    ? markup`<th scope="row" class="${look}"><bdi>${child}</bdi></th>`
    : markup`<td class="${look}"><bdi>${child}</bdi></td>`;
}
