import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';

/** A filter as a text for the address; empty: none. */
export function queryText({ tokens, operation }: PropertyFilterProps.Query): string {
  if (tokens.length === 0) return '';
  const parts = tokens.map(({ propertyKey = null, operator, value }) => [propertyKey, operator, value]);
  return JSON.stringify([operation, ...parts]);
}

/** The filter of an address. What is no filter is ignored, because anybody can write an address. */
export function readQuery(text: string): PropertyFilterProps.Query {
  const [operation, ...parts]: unknown[] = parsed(text);
  return { operation: operation === 'or' ? 'or' : 'and', tokens: parts.flatMap(tokenOf) };
}

function parsed(text: string): unknown[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}

function tokenOf(part: unknown): PropertyFilterProps.Token[] {
  if (!Array.isArray(part) || part.length !== 3) return [];
  const [propertyKey, operator, value]: unknown[] = part;
  if (typeof value !== 'string' || typeof operator !== 'string' || !OPERATORS.has(operator)) return [];
  return [{ ...(typeof propertyKey === 'string' && { propertyKey }), operator, value }];
}

const OPERATORS: ReadonlySet<string> = new Set(['=', '!=', ':', '!:']);
