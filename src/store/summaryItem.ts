import type { Changes } from './changes.ts';
import { known } from './omitEmpty.ts';
import { SCHEMA } from './schema.ts';

/** A summary as its entity takes it, with its index keys. */
export function summaryAttributes(changes: Pick<Changes, 'summary' | 'partitions'>) {
  const {
    site,
    servers,
    dryRun,
    outcome,
    objectives,
    world,
    evidence,
    why,
    endedAt,
    recoveryPlan,
    holdUntil,
    quarantined: _,
    ...detail
  } = changes.summary;
  const { partitions } = changes;
  return {
    ...detail,
    schema: SCHEMA,
    accountId: site.accountId,
    region: site.region,
    ...(dryRun && { dryRun }),
    ...known({ outcome, objectives, world, evidence, why, endedAt, recoveryPlan, holdUntil }),
    serversTotal: servers.total,
    serversLaunched: servers.launched,
    serversFailed: servers.failed,
    serversVerified: servers.verified,
    serversGone: servers.gone,
    gsi3pk: partitions.phase,
    gsi6pk: partitions.site,
    gsi7pk: partitions.requestedBy,
    ...known({ gsi4pk: partitions.outcome, gsi5pk: partitions.recoveryPlan }),
  };
}
