import { type Child, type Markup, markup } from './markup.ts';

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
