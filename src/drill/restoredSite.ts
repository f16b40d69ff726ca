import { releasedClaims, type SiteRecord } from './site.ts';

/** The site without anything that it keeps for a drill. */
export function releasedFor(site: SiteRecord, drillId: string): SiteRecord {
  const { [drillId]: _need, ...reserved } = site.reserved;
  return { ...releasedClaims(site, drillId), reserved };
}
