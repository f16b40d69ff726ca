import { etagOf } from '../../api/entityTags.ts';
import type { Expected } from '../../api/preconditions.ts';
import { Refused } from '../../flow/errors.ts';
import type { PlanContent } from '../../flow/ports.ts';
import { noSuchPlan } from '../parsing/parameters.ts';

/** Throws if the plan is not as the caller expects it. */
export function refuseOtherState(name: string, newest: PlanContent | undefined, expected: Expected): void {
  if (newest === undefined) {
    if (expected !== 'NOTHING') throw noSuchPlan(name);
    return;
  }
  const { version } = newest;
  if (expected === 'NOTHING') throw stale(`There is a plan ${name} already, with version ${version}`, version);
  if (expected.tags !== undefined && !expected.tags.has(etagOf(version)))
    throw stale(`The plan ${name} has version ${version} by now; look at it again`, version);
}

function stale(message: string, version: number): Refused {
  return new Refused(412, 'precondition-failed', message, { version });
}
