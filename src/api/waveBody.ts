import * as z from 'zod';
import { SERVERS_PER_DRILL_MAX, WAVE_WAIT_SECONDS_MAX } from '../drill/bounds.ts';
import { listOf, seconds, sourceServerId } from './input.ts';
import { tagChoice } from './tagChoice.ts';

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
  return z.strictObject({
    tags: tagChoice(),
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

const COUNT_ALLOWED = `must be a number from 1 to ${SERVERS_PER_DRILL_MAX}`;
