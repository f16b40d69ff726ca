import type { RequestSettings } from '../../api/drillRequest.ts';
import { invalidInput } from '../../api/input.ts';
import { bodyFromPlan, isPlanStart, readPlanStart } from '../../api/planStart.ts';
import type { PlanVersion } from '../../drill/drill.ts';
import type { PlanContent, Ports } from '../../flow/ports.ts';

/** What a drill is started with: the whole request, and the version of the plan that it came from. */
export interface Started {
  body: unknown;
  plan?: PlanVersion;
}

/**
 * The request that a body means: itself, or that of the plan that it names. `earlier` is the plan of the drill that was
 * started under the same key: a retry means the same version, although the plan may have a newer one, or be deleted.
 */
export async function startedPlan(
  ports: Pick<Ports, 'plans'>,
  body: unknown,
  settings: RequestSettings,
  earlier: () => Promise<PlanVersion | undefined>,
): Promise<Started> {
  if (!isPlanStart(body)) return { body };
  const { plan: name, planVersion, overrides } = readPlanStart(body, settings);
  const before = await earlier();
  const isRetry = before?.name === name && (planVersion === undefined || planVersion === before.version);
  const content = isRetry ? await ports.plans.version(name, before.version) : await startable(ports, name, planVersion);
  if (content === undefined) throw invalidInput([{ pointer: '/planVersion', message: noSuchVersion(name) }]);
  const { version, hash } = content;
  return { body: bodyFromPlan(content, overrides), plan: { name, version, hash } };
}

/** A deleted plan starts no drills, in none of its versions. */
async function startable(
  { plans }: Pick<Ports, 'plans'>,
  name: string,
  version: number | undefined,
): Promise<PlanContent | undefined> {
  const newest = await plans.newest(name);
  if (newest === undefined) throw invalidInput([{ pointer: '/plan', message: `there is no plan ${name}` }]);
  return version === undefined || version === newest.version ? newest : plans.version(name, version);
}

function noSuchVersion(name: string): string {
  return `the plan ${name} has no such version`;
}
