import type { Expected } from '../../api/preconditions.ts';
import { SAVE_ATTEMPTS_MAX } from '../../drill/bounds.ts';
import { Unavailable } from '../../flow/errors.ts';
import type { PlanContent, Ports } from '../../flow/ports.ts';
import { noSuchPlan } from '../parsing/parameters.ts';
import { refuseOtherState } from './refuseOtherState.ts';

/** Ends a plan, and returns its newest version: it starts no more drills, and its versions stay. */
export async function removePlan(
  { plans }: Pick<Ports, 'plans'>,
  name: string,
  expected: Expected,
): Promise<PlanContent> {
  for (let attempt = 1; attempt <= SAVE_ATTEMPTS_MAX; attempt++) {
    const newest = await plans.newest(name);
    if (newest === undefined) throw noSuchPlan(name);
    refuseOtherState(name, newest, expected);
    if (await plans.delete(name, newest.version)) return newest;
  }
  throw new Unavailable(`the plan ${name} was saved by others ${SAVE_ATTEMPTS_MAX} times in a row`);
}
