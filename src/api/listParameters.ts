import * as z from 'zod';

/** The largest page size. */
export const LIMIT_MAX = 100;

/** The page size of a list. */
export function limit(otherwise = 20) {
  return wholeNumber(1, LIMIT_MAX, otherwise).meta({ description: 'The maximum page size' });
}

/** No cursor of this API is longer. */
const CURSOR_CHARACTERS_MAX = 1024;

/** The cursor of a page. The store checks that it belongs to the same query. */
export function cursor() {
  return z
    .string()
    .regex(/^[\w-]+$/, 'must be a cursor returned by the same query')
    .max(CURSOR_CHARACTERS_MAX, 'must be a cursor returned by the same query')
    .optional()
    .meta({ description: '`cursor` of the previous page; all other parameters must be the same' });
}

/** A whole number in a query parameter. */
export function wholeNumber(least: number, most: number, otherwise: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  const number = z.int(error).min(least, error).max(most, error);
  return z.preprocess((text) => (isDigits(text) ? Number(text) : text), number).default(otherwise);
}

function isDigits(text: unknown): text is string {
  return typeof text === 'string' && /^\d{1,15}$/.test(text);
}
