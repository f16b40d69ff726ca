import * as z from 'zod';
import { HOLD_SECONDS_MAX } from '../drill/bounds.ts';
import { drillBody } from './drillRequestBody.ts';

/**
 * The JSON Schema (2020-12) of a plan, for a deployment or for all of them. It says what a body may hold; the API also
 * checks how its parts fit together.
 */
export function planSchema(holdSecondsMax = HOLD_SECONDS_MAX): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(drillBody(holdSecondsMax), { io: 'input' });
  return { $schema, title: 'A plan of drs-drill', description: ABOUT, ...schema };
}

const ABOUT = 'A saved request of a drill, which is the body of POST /v1/drills. Durations are in seconds.';
