import type { SiteRecord } from './site.ts';

/** The site without anything that it keeps for a drill. */
export function releasedFor(site: SiteRecord, drillId: string): SiteRecord {
  const { [drillId]: _claimed, ...claims } = site.claims;
  const { [drillId]: _need, ...reserved } = site.reserved;
  return { ...site, claims, reserved, waiting: site.waiting.filter((one) => one.drillId !== drillId) };
}
