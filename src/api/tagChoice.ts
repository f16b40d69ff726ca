import * as z from 'zod';
import { CHOICE_TAGS_MAX, CHOICE_VALUES_MAX, TAG_CHARACTERS_MAX, TAG_KEY_CHARACTERS_MAX } from '../drill/bounds.ts';
import { listOf, text, WRITABLE } from './input.ts';

/** A choice of servers by their tags in DRS. */
export function tagChoice() {
  const value = z.string().max(TAG_CHARACTERS_MAX, VALUE_ALLOWED).regex(WRITABLE, VALUE_ALLOWED);
  return z
    .record(text(TAG_KEY_CHARACTERS_MAX), listOf(value, CHOICE_VALUES_MAX, 'values'))
    .refine((tags) => isWithin(Object.keys(tags).length, CHOICE_TAGS_MAX), `must have 1 to ${CHOICE_TAGS_MAX} tags`)
    .meta({ description: 'The allowed values of each tag; a server must have one of them for every tag' });
}

function isWithin(count: number, most: number): boolean {
  return count >= 1 && count <= most;
}

const VALUE_ALLOWED = `must be a text of at most ${TAG_CHARACTERS_MAX} characters`;
