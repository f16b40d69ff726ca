import type { Drill, Instant, Limits } from './drill.ts';
import type { Fact } from './facts.ts';

/** What all drills of an account and Region share. */
export interface SiteRecord {
  schema: 1;
  accountId: string;
  region: string;
  /** Which source servers belong to which open drill. */
  claims: Record<string, string[]>;
  /** Jobs and servers in jobs that each drill may have open at a time. */
  reserved: Record<string, Need>;
  /** Who waits for a turn, first come first served. */
  waiting: ({ drillId: string; since: Instant } & Need)[];
  /** Absent means OPEN. */
  lever?: Lever;
  /** When a launch was last asked for here; the guard searches no site that is quiet. */
  launchedAt?: Instant;
}

export const LEVER_STATES = ['OPEN', 'NO_LAUNCHES', 'FROZEN'] as const;

/** The safety lever: NO_LAUNCHES stops every launch, FROZEN every termination too, hard stops and the guard included. */
export interface Lever {
  state: (typeof LEVER_STATES)[number];
  reason: string;
  by: string;
  at: Instant;
  /** From then on it counts as OPEN; null means until somebody moves it. */
  expiresAt: Instant | null;
  /** The request that moved it, when it came under a key: digests of caller and key, and of what was asked. */
  asked?: { key: string; hash: string };
}

/** The stricter of the levers that are in force; undefined when all are open. */
export function leverInForce(levers: readonly (Lever | undefined)[], at: Instant): Lever | undefined {
  const closed = levers.filter(
    (lever) => lever !== undefined && lever.state !== 'OPEN' && (lever.expiresAt ?? at + 1) > at,
  );
  return closed.find((lever) => lever?.state === 'FROZEN') ?? closed[0];
}

/** The most jobs, and servers in jobs, that a drill ever has open at once. */
export interface Need {
  jobs: number;
  servers: number;
}

/** A site in which nothing has happened yet. */
export function emptySite(accountId: string, region: string): SiteRecord {
  return { schema: 1, accountId, region, claims: {}, reserved: {}, waiting: [] };
}

/** Waves run one after another, so the largest one says what a drill needs. */
export function needOf(waves: readonly (readonly string[])[], limits: Limits): Need {
  return {
    jobs: Math.max(...waves.map((wave) => Math.ceil(wave.length / limits.serversPerJob))),
    servers: Math.max(...waves.map((wave) => wave.length)),
  };
}

/** The servers among these that another open drill has claimed, with that drill. */
export function claimedByOthers(site: SiteRecord, drillId: string, servers: readonly string[]): Map<string, string> {
  const wanted = new Set(servers);
  const found = new Map<string, string>();
  for (const [otherId, claimed] of Object.entries(site.claims)) {
    if (otherId === drillId) continue;
    for (const sourceServerId of claimed) if (wanted.has(sourceServerId)) found.set(sourceServerId, otherId);
  }
  return found;
}

/** Whether it is this drill's turn: nobody waited longer, and its need fits beside what is reserved. */
export function isTurnOf(site: SiteRecord, drillId: string, need: Need, limits: Limits): boolean {
  const first = site.waiting[0];
  return (first === undefined || first.drillId === drillId) && fits(site, need, limits);
}

/** The site after a drill's facts, and the drill whose turn has come by them; undefined when they do not concern the site. */
export function changeSite(
  site: SiteRecord,
  drill: Pick<Drill, 'drillId' | 'limits'>,
  at: Instant,
  facts: readonly Fact[],
): { record: SiteRecord; calledDrillIds: string[] } | undefined {
  if (!facts.some(concernsSite)) return undefined;
  const record = facts.reduce((before, fact) => evolveSite(before, drill.drillId, at, fact), site);
  const next = record.waiting[0];
  const called = next !== undefined && next.drillId !== drill.drillId && fits(record, next, drill.limits);
  return { record, calledDrillIds: called ? [next.drillId] : [] };
}

/** Whether a fact changes what the drills of a site share. */
export function concernsSite(fact: Fact): boolean {
  return CONCERN_SITES.has(fact.type);
}

const CONCERN_SITES: ReadonlySet<Fact['type']> = new Set([
  'ServersClaimed',
  'ClaimsReleased',
  'TurnAwaited',
  'TurnTaken',
  'QuotaReleased',
  'YieldedTo',
]);

function evolveSite(site: SiteRecord, drillId: string, at: Instant, fact: Fact): SiteRecord {
  switch (fact.type) {
    case 'ServersClaimed':
      return { ...site, claims: { ...site.claims, [drillId]: fact.sourceServerIds } };
    case 'ClaimsReleased':
      return { ...site, claims: without(site.claims, drillId), waiting: notWaiting(site, drillId) };
    case 'TurnAwaited':
      return { ...site, waiting: [...notWaiting(site, drillId), { drillId, since: at, ...fact.need }] };
    case 'TurnTaken':
      return {
        ...site,
        waiting: notWaiting(site, drillId),
        reserved: { ...site.reserved, [drillId]: fact.need },
        launchedAt: at,
      };
    case 'YieldedTo':
      return closedFor(site, fact.jobId, at);
    case 'QuotaReleased':
      return { ...site, reserved: without(site.reserved, drillId) };
    default:
      return site;
  }
}

/** A real recovery comes first: nothing is launched here until a person reopens the lever. */
export function closedFor(site: SiteRecord, jobId: string, at: Instant): SiteRecord {
  if (leverInForce([site.lever], at) !== undefined) return site;
  const reason = `Real recovery ${jobId} was started here.`;
  return { ...site, lever: { state: 'NO_LAUNCHES', reason, by: 'drs-drill', at, expiresAt: null } };
}

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
  return {
    ...site,
    claims: without(site.claims, drillId),
    reserved: without(site.reserved, drillId),
    waiting: notWaiting(site, drillId),
  };
}

function fits(site: SiteRecord, need: Need, limits: Limits): boolean {
  const reserved = Object.values(site.reserved);
  const jobs = reserved.reduce((sum, one) => sum + one.jobs, need.jobs);
  const servers = reserved.reduce((sum, one) => sum + one.servers, need.servers);
  return jobs <= limits.jobsMax && servers <= limits.serversInJobsMax;
}

function notWaiting(site: SiteRecord, drillId: string): SiteRecord['waiting'] {
  return site.waiting.filter((one) => one.drillId !== drillId);
}

function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  const { [key]: _, ...others } = record;
  return others;
}
