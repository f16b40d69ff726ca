import { answerOf } from '../api/answers.ts';
import {
  getPlan,
  getPlanVersion,
  listPlans,
  listPlanVersions,
  listSchedules,
  type Plan,
  type PlanLine,
} from '../api/client.ts';
import { firstItems, type Listed } from '../api/firstItems.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';

/** The saved plans by name, each in its newest version. */
export function usePlans(): Polled<Listed<PlanLine>> {
  const read = () =>
    firstItems(
      (page) => answerOf(listPlans(page)),
      ({ plans }) => plans,
    );
  return usePolled(['plans'], read, 15);
}

/** The newest version of a plan; 404 once the plan is deleted. */
export function usePlan(name: string): Polled<Plan> {
  return usePolled(['plans', name, 'newest'], () => answerOf(getPlan(name)), 15);
}

/** A version of a plan, also of a deleted one; none ever changes. */
export function usePlanVersion(name: string, version: number): Polled<Plan> {
  return usePolled(['planVersion', name, version], () => answerOf(getPlanVersion(name, version)), 0);
}

/** The versions of a plan, the newest first, also of a deleted one. */
export function usePlanVersions(name: string): Polled<Listed<PlanLine>> {
  const read = () =>
    firstItems(
      (page) => answerOf(listPlanVersions(name, page)),
      ({ versions }) => versions,
    );
  return usePolled(['plans', name, 'versions'], read, 15);
}

/** Every schedule; a deployment has at most a hundred. */
export function useSchedules() {
  const read = () =>
    firstItems(
      (page) => answerOf(listSchedules(page)),
      ({ schedules }) => schedules,
    );
  return usePolled(['schedules'], read, 10);
}
