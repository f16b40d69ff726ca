import * as z from 'zod';
import { drillBody } from './drillRequestBody.ts';

/** The JSON Schema (2020-12) of a plan. It says what a body may hold; the API also checks how its parts fit together. */
export function planSchema(holdSecondsMax: number): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(drillBody(holdSecondsMax), { io: 'input' });
  return { $schema, title: 'A plan of drs-drill', description: ABOUT, ...schema };
}

const ABOUT = 'A saved request of a drill, which is the body of POST /v1/drills. Durations are in seconds.';
