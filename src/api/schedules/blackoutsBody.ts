import * as z from 'zod';
import { BLACKOUTS_MAX, REASON_CHARACTERS_MAX } from '../../drill/bounds.ts';
import type { Site } from '../../drill/drill.ts';
import type { Blackout } from '../../drill/phases/blackouts.ts';
import { invalidInput, moment, pointer, readInput, text } from '../input.ts';

const MOST = `must be a list of at most ${BLACKOUTS_MAX} blackouts`;

/** The body of PUT /v1/blackouts. */
export const blackoutsBody = z
  .array(
    z.strictObject({
      region: z
        .string()
        .nullable()
        .default(null)
        .meta({ description: 'One of the deployment’s Regions; default: all' }),
      from: moment(),
      to: moment().meta({ description: 'The first moment after it' }),
      reason: text(REASON_CHARACTERS_MAX),
    }),
    MOST,
  )
  .max(BLACKOUTS_MAX, MOST);

/** Reads the body of PUT /v1/blackouts, or refuses it with everything that is wrong with it. */
export function readBlackoutsBody(body: unknown, sites: readonly Site[]): Blackout[] {
  const list = readInput(blackoutsBody, body);
  const regions = sites.map(({ region }) => region);
  const errors = list.flatMap(({ region, from, to }, index) => [
    ...(region === null || regions.includes(region)
      ? []
      : [{ pointer: pointer(index, 'region'), message: `must be one of ${regions.join(', ')}, or omitted for all` }]),
    ...(from < to ? [] : [{ pointer: pointer(index, 'to'), message: 'must be after from' }]),
  ]);
  if (errors.length > 0) throw invalidInput(errors);
  return list;
}
