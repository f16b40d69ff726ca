import { EARLIER_DRILLS_MAX, LOADED_DRILLS_MAX } from '../../drill/bounds.ts';
import type { Drill } from '../../drill/drill.ts';
import { OtherSchema } from '../errors.ts';
import type { DrillFilter, DrillQuery, Ports, Summary } from '../ports.ts';

/** The newest drill of the same plan that was requested before a drill, ran in the same site and has passed. */
export async function passedBefore(ports: Pick<Ports, 'drills'>, drill: Drill): Promise<Drill | undefined> {
  const range = { from: null, to: drill.requestedAt };
  const has = ({ phase, outcome }: Summary) => phase === 'ENDED' && outcome === 'PASSED';
  return newest(ports, drill, { ...range, by: ofPlan(drill) ?? { filter: 'outcome', value: 'PASSED' } }, has);
}

/** The newest drill of the same plan and site that was requested after a drill. Dry runs repeat nothing. */
export async function retestOf(ports: Pick<Ports, 'drills'>, drill: Drill): Promise<Drill | undefined> {
  const range = { from: drill.requestedAt + 1, to: null };
  const by = ofPlan(drill) ?? { filter: 'site' as const, value: drill.site };
  return newest(ports, drill, { ...range, by }, ({ drillId }) => drillId !== drill.drillId);
}

/** Lists have no filter by plan: without a recovery plan, drills have to be loaded to see theirs. */
async function newest(
  { drills }: Pick<Ports, 'drills'>,
  drill: Drill,
  query: DrillQuery,
  isWanted: (summary: Summary) => boolean,
): Promise<Drill | undefined> {
  const plan = planOf(drill);
  if (plan === undefined) return undefined;
  const listed = await unlessUnreadable(drills.list(query, EARLIER_DRILLS_MAX));
  const wanted = listed?.summaries.filter(isWanted) ?? [];
  for (const { drillId } of wanted.slice(0, LOADED_DRILLS_MAX)) {
    const other = (await unlessUnreadable(drills.load(drillId)))?.drill;
    if (other !== undefined && planOf(other) === plan && isInSite(other, drill) && other.terms.dryRun !== true)
      return other;
  }
  return undefined;
}

/** Another drill that this version cannot read is no reason to leave this one without its report or its evidence. */
export async function unlessUnreadable<Read>(reading: Promise<Read>): Promise<Read | undefined> {
  return reading.catch((error: unknown) => {
    if (error instanceof OtherSchema) return undefined;
    throw error;
  });
}

function isInSite(one: Drill, other: Drill): boolean {
  return one.site.accountId === other.site.accountId && one.site.region === other.site.region;
}

function planOf({ plan, terms }: Drill): string | undefined {
  return plan === undefined ? terms.recoveryPlan && `recovery plan ${terms.recoveryPlan}` : `plan ${plan.name}`;
}

function ofPlan({ terms }: Drill): DrillFilter | undefined {
  return terms.recoveryPlan === undefined ? undefined : { filter: 'recoveryPlan', value: terms.recoveryPlan };
}
