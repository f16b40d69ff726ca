import { answerOf } from '../api/answers.ts';
import { getPlanSchema, type PlanSchema } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';

/** The JSON Schema of a plan, which is a request by hand, with this deployment's limits; undefined until it was read. */
export function usePlanSchema(): PlanSchema | undefined {
  return usePolled(['planSchema'], () => answerOf(getPlanSchema()), 0).body;
}
