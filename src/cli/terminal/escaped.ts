import { Document, visit } from 'yaml';

/**
 * JSON that is safe to print on a terminal: also escapes control and zero-width characters that JSON allows unescaped
 * (RFC 8259, section 7: DEL, C1, and direction marks). The value is unchanged.
 */
export function json(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent) ?? 'null';
  return text.replace(UNSEEN, (character) => character.split('').map(codeUnit).join(''));
}

/** YAML that is safe to print; only double-quoted texts have escapes (YAML 1.2.2, section 5.7). */
export function yaml(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && node.value.search(UNSEEN) >= 0) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString().replace(UNSEEN, (character) => codePoint(character.codePointAt(0) ?? 0));
}

const UNSEEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

function codeUnit(unit: string): string {
  return `\\u${hex(unit.charCodeAt(0), 4)}`;
}

function codePoint(code: number): string {
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
