import { EXPIRY_SECONDS, RELEASES_MAX, SECOND_MS } from './bounds.ts';
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
  /** Jobs of real recoveries that hang, by their ids: a person has said that they no longer hold up our cleaning. */
  released?: Record<string, Release>;
}

/** Who has released a job, why, and when. */
export interface Release {
  by: string;
  reason: string;
  at: Instant;
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
  /** What it becomes when it expires: a real recovery was started meanwhile. */
  afterwards?: Lever;
  /** The request that moved it, when it came under a key: digests of caller and key, and of what was asked. */
  asked?: { key: string; hash: string };
}

/** The stricter of the levers that are in force; undefined when all are open. */
export function leverInForce(levers: readonly (Lever | undefined)[], at: Instant): Lever | undefined {
  const closed = levers.flatMap((lever) => {
    const standing = leverStanding(lever, at);
    return standing === undefined || standing.state === 'OPEN' || isExpired(standing, at) ? [] : [standing];
  });
  return closed.find((lever) => lever.state === 'FROZEN') ?? closed[0];
}

/** The lever as it stands at this moment: it may have become another one when it expired. */
export function leverStanding(lever: Lever | undefined, at: Instant): Lever | undefined {
  return lever?.afterwards !== undefined && isExpired(lever, at) ? lever.afterwards : lever;
}

function isExpired({ expiresAt }: Lever, at: Instant): boolean {
  return expiresAt !== null && expiresAt <= at;
}

/** Jobs, and servers in jobs. */
export interface Room {
  jobs: number;
  servers: number;
}

/** The most jobs, and servers in jobs, that a drill ever has open at once. */
export type Need = Room;

/** Whether a need fits beside all that is open. */
export function fitsBeside(open: Room, need: Need, { jobsMax, serversInJobsMax }: Limits): boolean {
  return open.jobs + need.jobs <= jobsMax && open.servers + need.servers <= serversInJobsMax;
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

/** A real recovery comes first: nothing is launched here until a person reopens the lever, which does not open by itself either. */
export function closedFor(site: SiteRecord, jobId: string, at: Instant): SiteRecord {
  const before = leverInForce([site.lever], at);
  const reason = `Real recovery ${jobId} was started here.`;
  const closed: Lever = { state: 'NO_LAUNCHES', reason, by: 'drs-drill', at, expiresAt: null };
  if (before === undefined) return { ...site, lever: closed };
  const opensItself = before.expiresAt !== null && before.afterwards === undefined;
  return opensItself ? { ...site, lever: { ...before, afterwards: closed } } : site;
}

/** The site with a job released; whoever was first stands. Old releases are dropped, for no job hangs so long. */
export function withRelease(site: SiteRecord, jobId: string, release: Release): SiteRecord {
  if (releasesAt(site, release.at)[jobId] !== undefined) return site;
  const kept = Object.entries(releasesAt(site, release.at)).slice(1 - RELEASES_MAX);
  return { ...site, released: Object.fromEntries([...kept, [jobId, release]]) };
}

/** The releases of a site that still count, the oldest first. */
export function releasesAt({ released = {} }: SiteRecord, at: Instant): Record<string, Release> {
  const kept = Object.entries(released).filter(([, release]) => release.at > at - EXPIRY_SECONDS * SECOND_MS);
  return Object.fromEntries(kept);
}

function fits(site: SiteRecord, need: Need, limits: Limits): boolean {
  const reserved = Object.values(site.reserved);
  const jobs = reserved.reduce((sum, one) => sum + one.jobs, 0);
  const servers = reserved.reduce((sum, one) => sum + one.servers, 0);
  return fitsBeside({ jobs, servers }, need, limits);
}

function notWaiting(site: SiteRecord, drillId: string): SiteRecord['waiting'] {
  return site.waiting.filter((one) => one.drillId !== drillId);
}

function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  const { [key]: _, ...others } = record;
  return others;
}
