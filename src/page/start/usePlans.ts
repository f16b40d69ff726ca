import { type Answer, answerOf } from '../api/answers.ts';
import { getPlan, getPlanVersion, listPlans, listPlanVersions, type Plan, type PlanLine } from '../api/client.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';

/** All saved plans by name. */
export function usePlanNames(): Polled<PlanLine[]> {
  return usePolled(['start', 'plans'], readPlans, 0);
}

async function readPlans(): Promise<Answer<PlanLine[]>> {
  const plans: PlanLine[] = [];
  let cursor: string | null | undefined;
  do {
    const page = (await answerOf(listPlans({ limit: 100, ...(cursor && { cursor }) }))).body;
    plans.push(...page.plans);
    cursor = page.cursor;
  } while (cursor !== null);
  return { body: plans, etag: null };
}

/** The newest hundred versions of a plan. */
export function usePlanVersions(name: string | null): Polled<PlanLine[]> {
  return usePolled(
    ['start', 'versions', name],
    async () => {
      if (name === null) return { body: [], etag: null };
      const { body } = await answerOf(listPlanVersions(name, { limit: 100 }));
      return { body: body.versions, etag: null };
    },
    0,
  );
}

/** The chosen version of a plan; null: the newest. Read only where one is chosen. */
export function useChosenPlan(name: string | null, version: number | null): Polled<Plan | null> {
  return usePolled<Plan | null>(
    ['start', 'plan', name, version],
    async () => {
      if (name === null) return { body: null, etag: null };
      return version === null ? await answerOf(getPlan(name)) : await answerOf(getPlanVersion(name, version));
    },
    0,
  );
}
