import { createHash } from 'node:crypto';
import { Refused } from '../flow/errors.ts';

const DIGEST_CHARACTERS = 16;

/**
 * An opaque cursor: a place in the answer to one query. A digest binds it to the query. The members of a place hold no
 * blanks.
 */
export function cursorOf(query: readonly unknown[], place: readonly (string | number)[]): string {
  return Buffer.from([digestOf(query), ...place].join(' ')).toString('base64url');
}

/**
 * The members of the place that a cursor names, as the shape finds them. A cursor that this query cannot have returned
 * is refused.
 */
export function placeOf(cursor: string, query: readonly unknown[], shape: RegExp): string[] {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, ...place] = shape.exec(text.slice(DIGEST_CHARACTERS + 1)) ?? [];
  const isOurs = Buffer.from(text).toString('base64url') === cursor && text[DIGEST_CHARACTERS] === ' ';
  if (!isOurs || place.length === 0) throw strangeCursor();
  if (text.slice(0, DIGEST_CHARACTERS) !== digestOf(query)) {
    throw new Refused(400, 'invalid-parameter', 'The cursor belongs to another query; follow it with the same filters');
  }
  return place;
}

/** The refusal of a cursor that no list has returned. */
export function strangeCursor(): Refused {
  return new Refused(400, 'invalid-parameter', 'The cursor is not one that this list has returned');
}

function digestOf(query: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, DIGEST_CHARACTERS);
}
