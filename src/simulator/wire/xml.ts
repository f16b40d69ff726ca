import type { WireReply } from './exchange.ts';

/**
 * A value as an XML element: members become elements, lists become elements of their items. Null and undefined are
 * left out.
 */
export function xmlElement(name: string, value: unknown, nameOf: NameOf): string {
  return value === null || value === undefined ? '' : `<${name}>${content(value, name, nameOf)}</${name}>`;
}

/** Placeholder for an item of a list of texts, which some lists name in their own way. */
export const TEXT_ITEM = 'TextItem';

/** The XML name of a member, given the name of the element that holds it. */
export type NameOf = (member: string, holder: string) => string;

/** Text escaped for an element. */
export function xmlText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A complete XML document as a response. */
export function xmlReply(status: number, body: string, requestId: string): WireReply {
  const headers = { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId };
  return { status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` };
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function content(value: unknown, holder: string, nameOf: NameOf): string {
  if (typeof value !== 'object' || value === null) return xmlText(String(value));
  if (Array.isArray(value)) {
    const name = (item: unknown) => nameOf(typeof item === 'string' ? TEXT_ITEM : 'Item', holder);
    return value.map((item) => `<${name(item)}>${content(item, holder, nameOf)}</${name(item)}>`).join('');
  }
  return Object.entries(value)
    .map(([member, inner]) => xmlElement(nameOf(member, holder), inner, nameOf))
    .join('');
}
