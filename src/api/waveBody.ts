import * as z from 'zod';
import {
  CHOICE_TAGS_MAX,
  CHOICE_VALUES_MAX,
  SERVERS_PER_DRILL_MAX,
  TAG_CHARACTERS_MAX,
  TAG_KEY_CHARACTERS_MAX,
  WAVE_WAIT_SECONDS_MAX,
} from '../drill/bounds.ts';
import { listOf, seconds, sourceServerId, text, WRITABLE } from './input.ts';

/** A wave of a drill: its servers, by id or by tag, and when it begins. */
export function wave() {
  return z.strictObject({
    sourceServerIds: listOf(sourceServerId(), SERVERS_PER_DRILL_MAX, 'source server ids')
      .optional()
      .meta({ description: 'The servers by id; instead of `servers`' }),
    servers: choice()
      .optional()
      .meta({ description: 'The servers by their tags in DRS, chosen when the drill is requested' }),
    startWhen: z.enum(['LAUNCHED', 'VERIFIED']).default('LAUNCHED').meta({
      description: 'What the wave before must be; an unverified server then counts like one that did not launch',
    }),
    waitSeconds: seconds(0, WAVE_WAIT_SECONDS_MAX)
      .default(0)
      .meta({ description: 'A pause after that, in which the instances of earlier waves stay up' }),
    optional: z.boolean().default(false).meta({ description: 'Its failures do not fail the drill' }),
  });
}

/** Which servers a wave takes by their tags. */
function choice() {
  const value = z.string().max(TAG_CHARACTERS_MAX, VALUE_ALLOWED).regex(WRITABLE, VALUE_ALLOWED);
  return z.strictObject({
    tags: z
      .record(text(TAG_KEY_CHARACTERS_MAX), listOf(value, CHOICE_VALUES_MAX, 'values'))
      .refine((tags) => isWithin(Object.keys(tags).length, CHOICE_TAGS_MAX), `must have 1 to ${CHOICE_TAGS_MAX} tags`)
      .meta({ description: 'The allowed values of each tag; a server must have one of them for every tag' }),
    exclude: listOf(sourceServerId(), SERVERS_PER_DRILL_MAX, 'source server ids').optional(),
    sample: sample().optional().meta({ description: 'Only so many of the servers that match' }),
  });
}

function sample() {
  return z.strictObject({
    count: z.int(COUNT_ALLOWED).min(1, COUNT_ALLOWED).max(SERVERS_PER_DRILL_MAX, COUNT_ALLOWED),
    by: z.enum(['STALEST', 'RANDOM']).meta({
      description: 'STALEST: servers that were never proved first, then those that were proved the longest ago',
    }),
  });
}

function isWithin(count: number, most: number): boolean {
  return count >= 1 && count <= most;
}

const VALUE_ALLOWED = `must be a text of at most ${TAG_CHARACTERS_MAX} characters`;
const COUNT_ALLOWED = `must be a number from 1 to ${SERVERS_PER_DRILL_MAX}`;
