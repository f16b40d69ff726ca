import type { Schema } from '@cfworker/json-schema';
import { answerOf } from '../api/answers.ts';
import { getPlanSchema, type PlanSchema } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';

/** The JSON Schema of a request by hand, with this deployment's limits; undefined until it was read. */
export function useSchema(): PlanSchema | undefined {
  return usePolled(['plan-schema'], () => answerOf(getPlanSchema()), 0).body;
}

/** The schema of one member of a request. */
export function memberSchema(schema: Schema | undefined, member: string): Schema {
  const found = schema?.properties?.[member];
  return typeof found === 'object' ? found : {};
}
