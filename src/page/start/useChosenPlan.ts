import { answerOf } from '../api/answers.ts';
import { getPlan, getPlanVersion, type Plan } from '../api/client.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';

/** The chosen version of a plan, read once, so that it does not change under the wizard; null: the newest. */
export function useChosenPlan(name: string | null, version: number | null): Polled<Plan | null> {
  const read = async () => {
    if (name === null) return { body: null, etag: null };
    return version === null ? await answerOf(getPlan(name)) : await answerOf(getPlanVersion(name, version));
  };
  return usePolled<Plan | null>(['chosenPlan', name, version], read, 0);
}
