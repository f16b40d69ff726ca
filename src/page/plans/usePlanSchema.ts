import { answerOf } from '../api/answers.ts';
import { getPlanSchema, type PlanSchema } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';

/** The JSON Schema of a plan, that is of a request by hand, with the limits of this deployment; undefined: not read. */
export function usePlanSchema(): PlanSchema | undefined {
  return usePolled(['planSchema'], () => answerOf(getPlanSchema()), 0).body;
}
