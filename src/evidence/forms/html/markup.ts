import { html, raw } from 'hono/html';
import { NOTHING } from '../said.ts';
import { visible } from '../visible.ts';

/** A piece of HTML. */
export type Markup = ReturnType<typeof html>;

/** What may stand in a piece: another piece, a list, or a text, which is escaped. Null and undefined are left out. */
export type Child = Markup | string | number | null | undefined | Child[];

/** Makes a piece of HTML. Every text is escaped, and what nobody can see in it is written out. */
export function markup(strings: TemplateStringsArray, ...children: Child[]): Markup {
  return html(strings, ...children.map(seen));
}

function seen(child: Child): Child {
  if (Array.isArray(child)) return child.map(seen);
  return isText(child) ? visible(child) : child;
}

/** A piece of HTML is a string, too, of which hono knows that it is escaped. */
function isText(child: Child): child is string {
  return typeof child === 'string';
}

/** Text that is ours and is HTML already, such as a style sheet. */
export function asIs(text: string): Markup {
  return raw(text);
}

/** An instant for people, and exactly for machines. */
export function time(at: string | null, said: string): Child {
  return at === null ? NOTHING : markup`<time datetime="${at}">${said}</time>`;
}

/** The link of a person, if it is one to a web page; else its text. It tells the page nothing about this report. */
export function outwardLink(url: string | null): Child {
  if (url === null) return NOTHING;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return url;
  return markup`<a href="${url}" rel="noreferrer noopener">${url}</a>`;
}
