import type { Server } from '../api/client.ts';

/** How urgently a server has to be drilled, the most urgent first. REMOVED: DRS no longer lists it. */
export const STANDINGS = ['NEVER_DRILLED', 'NEVER_PROVED', 'OVERDUE', 'PROVED', 'REMOVED'] as const;

export type Standing = (typeof STANDINGS)[number];

/** Within how many days a server has to be proved. */
export interface ProofLimit {
  days: number;
  /** It is the deployment's own limit, beyond which it calls a server overdue. */
  isOwn: boolean;
}

/** Where a server stands against the limit. */
export function standingOf(server: Server, { days }: Pick<ProofLimit, 'days'>): Standing {
  if (server.removedAt !== null) return 'REMOVED';
  if (server.drills === 0) return 'NEVER_DRILLED';
  if (server.lastPassed === null) return 'NEVER_PROVED';
  return server.lastPassed.ageSeconds > days * DAY_SECONDS ? 'OVERDUE' : 'PROVED';
}

/** Whether a server was not proved in time, or never. */
export function isLate(standing: Standing): boolean {
  return standing === 'OVERDUE' || standing === 'NEVER_PROVED' || standing === 'NEVER_DRILLED';
}

export const DAY_SECONDS = 86_400;

/** The servers of each standing: first those with a finding, then those with the oldest proof. */
export function byStanding(servers: readonly Server[], limit: ProofLimit): Map<Standing, Server[]> {
  const groups = Map.groupBy(servers, (server) => standingOf(server, limit));
  return new Map(STANDINGS.map((standing) => [standing, (groups.get(standing) ?? []).toSorted(byUrgency)]));
}

function byUrgency(one: Server, other: Server): number {
  const failed = Number(other.finding !== null) - Number(one.finding !== null);
  const older = (other.lastPassed?.ageSeconds ?? 0) - (one.lastPassed?.ageSeconds ?? 0);
  return failed || older || compareTexts(nameOf(one), nameOf(other));
}

function compareTexts(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** What people call a server: its host name, or its id. */
export function nameOf({ hostname, sourceServerId }: { hostname: string | null; sourceServerId: string }): string {
  return hostname === null || hostname.trim() === '' ? sourceServerId : hostname;
}
