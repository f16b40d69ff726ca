import { canonicalHash } from '../../api/canonicalHash.ts';
import type { RequestSettings } from '../../api/drillRequest.ts';
import type { Expected } from '../../api/preconditions.ts';
import { SAVE_ATTEMPTS_MAX } from '../../drill/bounds.ts';
import { Unavailable } from '../../flow/errors.ts';
import type { PlanContent, Ports } from '../../flow/ports.ts';
import { readRequest } from '../parsing/readRequest.ts';
import { refuseOtherState } from './refuseOtherState.ts';

/** A plan to save, by whom, and what is expected to be there. */
export interface RequestedPlan {
  name: string;
  body: unknown;
  by: string;
  expected: Expected;
}

/** A version of a plan, and whether there was no plan of that name before. */
export interface SavedPlan {
  content: PlanContent;
  isNew: boolean;
}

/**
 * Saves a body as the newest version of a plan. Content that is the newest version already is not saved again, whatever
 * is expected: a retry whose first reply was lost finds its own version.
 */
export async function savePlan(
  ports: Pick<Ports, 'plans' | 'clock'>,
  { name, body, by, expected }: RequestedPlan,
  settings: RequestSettings,
): Promise<SavedPlan> {
  readRequest(body, settings);
  const kept = body as Record<string, unknown>;
  const { hash } = canonicalHash(body);
  for (let attempt = 1; attempt <= SAVE_ATTEMPTS_MAX; attempt++) {
    const newest = await ports.plans.newest(name);
    if (newest?.hash === hash) return { content: newest, isNew: false };
    refuseOtherState(name, newest, expected);
    const version = (newest?.version ?? (await ports.plans.lastVersion(name))) + 1;
    const content = { name, version, hash, body: kept, by, at: ports.clock.now() };
    if (await ports.plans.save(content, newest?.version)) return { content, isNew: newest === undefined };
  }
  throw new Unavailable(`the plan ${name} was saved by others ${SAVE_ATTEMPTS_MAX} times in a row`);
}
