import { time } from '../../evidence/time.ts';
import type { Summary } from '../../flow/ports.ts';
import type { SummaryDocument } from '../openapi/drillDocuments.ts';

/** A drill in the response of GET /v1/drills. */
export type SummaryView = SummaryDocument;

/** A drill in a list. Copied member by member, because the store may keep more with a summary. */
export function summaryView(summary: Summary): SummaryDocument {
  const { drillId, site, servers } = summary;
  return {
    drillId,
    site: { accountId: site.accountId, region: site.region },
    phase: summary.phase,
    dryRun: summary.dryRun,
    outcome: summary.outcome as SummaryDocument['outcome'],
    objectives: summary.objectives,
    world: summary.world,
    evidenceLevel: summary.evidence,
    cleanup: summary.cleanup as SummaryDocument['cleanup'],
    why: summary.why,
    requestedBy: summary.requestedBy,
    requestedAt: time(summary.requestedAt),
    endedAt: time(summary.endedAt),
    reason: summary.reason,
    recoveryPlan: summary.recoveryPlan,
    waves: summary.waves,
    servers: {
      total: servers.total,
      launched: servers.launched,
      failed: servers.failed,
      verified: servers.verified,
      gone: servers.gone,
    },
    holdUntil: time(summary.holdUntil),
    quarantined: summary.quarantined,
    links: { self: `/v1/drills/${drillId}`, journal: `/v1/drills/${drillId}/journal` },
  };
}
