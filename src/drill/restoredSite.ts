import type { Instant } from './drill.ts';
import { type Lever, leverInForce, type SiteRecord } from './site.ts';

/** The table was restored: nothing is launched until a person opens the lever, what is frozen stays so, and the guard searches. */
export function closedByRestore(site: SiteRecord, restored: string, at: Instant): SiteRecord {
  const before = leverInForce([site.lever], at);
  const reason = `The table was restored (${restored}).`;
  if (before?.reason.endsWith(reason) === true) return site;
  const lever: Lever =
    before?.state === 'FROZEN'
      ? { ...before, reason: `${before.reason} ${reason}`, expiresAt: null }
      : { state: 'NO_LAUNCHES', reason, by: 'drs-drill', at, expiresAt: null };
  // The launches of the time that is lost are in no record.
  return { ...site, lever, launchedAt: at };
}

/** The site without anything that it keeps for a drill. */
export function releasedFor(site: SiteRecord, drillId: string): SiteRecord {
  const { [drillId]: _claimed, ...claims } = site.claims;
  const { [drillId]: _need, ...reserved } = site.reserved;
  return { ...site, claims, reserved, waiting: site.waiting.filter((one) => one.drillId !== drillId) };
}
