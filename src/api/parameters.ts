import * as z from 'zod';

/** How many of a list are answered at once. */
export const LIMIT_MAX = 100;

/** How many a page of a list shall have. */
export function limit(otherwise = 20) {
  return wholeNumber(1, LIMIT_MAX, otherwise).meta({ description: 'How many at most' });
}

/** No cursor of ours is longer. */
const CURSOR_CHARACTERS_MAX = 1024;

/** Where a page begins. The store says whether it was made for the same query. */
export function cursor() {
  return z
    .string()
    .regex(/^[\w-]+$/, 'must be a cursor that this query has answered')
    .max(CURSOR_CHARACTERS_MAX, 'must be a cursor that this query has answered')
    .optional()
    .meta({ description: 'Where the page begins: `cursor` of the page before, with the same other parameters' });
}

/** A whole number that comes as text. */
export function wholeNumber(least: number, most: number, otherwise: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  const number = z.int(error).min(least, error).max(most, error);
  return z.preprocess((text) => (isDigits(text) ? Number(text) : text), number).default(otherwise);
}

function isDigits(text: unknown): text is string {
  return typeof text === 'string' && /^\d{1,15}$/.test(text);
}
