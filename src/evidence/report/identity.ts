import type { Sources } from '../sources.ts';
import { time } from '../time.ts';
import type { Identity } from './report.ts';

/** Which drill it was, where, and by what. */
export function identityOf({ drill, context }: Pick<Sources, 'drill' | 'context'>): Identity {
  const { plan, schedule, terms, site } = drill;
  return {
    drillId: drill.drillId,
    deployment: drill.owner,
    product: { name: context.product.name, version: context.product.version },
    world: drill.world ?? null,
    site: { accountId: site.accountId, region: site.region },
    plan: plan ? { name: plan.name, version: plan.version, hash: plan.hash } : null,
    schedule: schedule ? { name: schedule.name, scheduledAt: time(schedule.scheduledAt) } : null,
    recoveryPlan: terms.recoveryPlan ?? null,
    changeReference: terms.changeReference ?? null,
    requestHash: drill.givenHash ?? null,
    tags: { ...terms.tags },
  };
}
