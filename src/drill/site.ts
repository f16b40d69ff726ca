import { PASSED_SECONDS_MAX, SECOND_MS } from './bounds.ts';
import type { Drill, Instant, Limits, Need, Room } from './drill.ts';
import type { Fact } from './facts.ts';
import type { Lever, Release } from './lever.ts';

/** What all drills of an account and Region share. */
export interface SiteRecord {
  schema: 2;
  accountId: string;
  region: string;
  /** Which source servers belong to which open drill. */
  claims: Record<string, string[]>;
  /** Whose share each open drill counts against; drills claimed by an earlier version count against no one's. */
  requesters?: Record<string, string>;
  /** Which schedule each open drill belongs to; only drills that a schedule has started. */
  scheduled?: Record<string, string>;
  /** Jobs and servers in jobs that each drill may have open at a time. */
  reserved: Record<string, Need>;
  /** The drills that wait for a turn, the longest wait first. */
  waiting: Waiting[];
  /** The lever, where an earlier version kept it. It applies until the lever has its own item. */
  lever?: Lever;
  /** When a launch was last requested here. The guard skips sites without recent launches. */
  launchedAt?: Instant;
  /** Like `lever`. */
  released?: Record<string, Release>;
}

/** A waiting drill, since when, and its need. */
type Waiting = { drillId: string; since: Instant } & Need;

/** Whether a need fits alongside everything open. */
export function fitsBeside(open: Room, need: Need, { jobsMax, serversInJobsMax }: Limits): boolean {
  return open.jobs + need.jobs <= jobsMax && open.servers + need.servers <= serversInJobsMax;
}

/** A site without any drills yet. */
export function emptySite(accountId: string, region: string): SiteRecord {
  return { schema: 2, accountId, region, claims: {}, reserved: {}, waiting: [] };
}

/** Waves run one after another, so the largest one defines the need. */
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

/**
 * Whether it is this drill's turn. Its need fits alongside what is reserved, and no earlier drill has the turn or has
 * waited too long.
 */
export function isTurnOf(site: SiteRecord, drillId: string, need: Need, limits: Limits, at: Instant): boolean {
  const place = site.waiting.findIndex((one) => one.drillId === drillId);
  const before = place < 0 ? site.waiting : site.waiting.slice(0, place);
  return fits(site, need, limits) && before.every((one) => mayBePassed(site, one, limits, at));
}

/** For some time a drill that does not fit yet blocks no other. After that, freed quota is kept for it. */
function mayBePassed(site: SiteRecord, one: Waiting, limits: Limits, at: Instant): boolean {
  return !fits(site, one, limits) && one.since > at - PASSED_SECONDS_MAX * SECOND_MS;
}

/**
 * The site after a drill's facts, and the drills whose turn has come. Undefined when the facts do not concern the site.
 */
export function changeSite(
  site: SiteRecord,
  drill: Pick<Drill, 'drillId' | 'limits'>,
  at: Instant,
  facts: readonly Fact[],
): { record: SiteRecord; calledDrillIds: string[] } | undefined {
  if (!facts.some(concernsSite)) return undefined;
  const record = facts.reduce((before, fact) => evolveSite(before, drill.drillId, at, fact), site);
  const next = record.waiting.find((one) => isTurnOf(record, one.drillId, one, drill.limits, at));
  return { record, calledDrillIds: next === undefined || next.drillId === drill.drillId ? [] : [next.drillId] };
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
]);

function evolveSite(site: SiteRecord, drillId: string, at: Instant, fact: Fact): SiteRecord {
  switch (fact.type) {
    case 'ServersClaimed':
      return claimed(site, drillId, fact);
    case 'ClaimsReleased':
      return releasedClaims(site, drillId);
    case 'TurnAwaited':
      return { ...site, waiting: [...notWaiting(site, drillId), { drillId, since: at, ...fact.need }] };
    case 'TurnTaken':
      return {
        ...site,
        waiting: notWaiting(site, drillId),
        reserved: { ...site.reserved, [drillId]: fact.need },
        launchedAt: at,
      };
    case 'QuotaReleased':
      return { ...site, reserved: without(site.reserved, drillId) };
    default:
      return site;
  }
}

function claimed(
  site: SiteRecord,
  drillId: string,
  { sourceServerIds, requester, schedule }: Extract<Fact, { type: 'ServersClaimed' }>,
): SiteRecord {
  return {
    ...site,
    claims: { ...site.claims, [drillId]: sourceServerIds },
    ...(requester !== undefined && { requesters: { ...site.requesters, [drillId]: requester } }),
    ...(schedule !== undefined && { scheduled: { ...site.scheduled, [drillId]: schedule } }),
  };
}

/** The site without a drill's claims and its place in the queue. */
export function releasedClaims(site: SiteRecord, drillId: string): SiteRecord {
  const { requesters, scheduled, ...others } = site;
  return {
    ...others,
    claims: without(site.claims, drillId),
    ...(requesters && { requesters: without(requesters, drillId) }),
    ...(scheduled && { scheduled: without(scheduled, drillId) }),
    waiting: notWaiting(site, drillId),
  };
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
