import { type Child, type Markup, markup } from './markup.ts';

/** A column of a table. */
export interface Column<Row> {
  head: string;
  cell(row: Row): Child;
  /** `number`, `moment`, and its width: `short`, `middle`, `wide`. */
  look?: string;
  /** Names the row. */
  isName?: boolean;
}

/** A table with its caption. Without rows, a sentence says so. */
export function table<Row>(caption: string, rows: Row[], none: string, columns: Column<Row>[]): Markup {
  if (rows.length === 0) return markup`<p class="none">${none}</p>`;
  return markup`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
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

/** Names with their values. */
export function facts(all: [name: string, value: Child][]): Markup {
  return markup`<dl>${all.map(([name, value]) => markup`<dt>${name}</dt><dd><bdi>${value}</bdi></dd>\n`)}</dl>`;
}

/** Sentences, one an item. */
export function sentences(all: Child[]): Markup {
  return markup`<ul>${all.map((one) => markup`<li>${one}</li>\n`)}</ul>`;
}

/** A part of the page with its heading, which the contents name. */
export function section(id: string, heading: string, content: Child): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${content}
</section>
`;
}
