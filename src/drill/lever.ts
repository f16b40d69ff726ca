import { EXPIRY_SECONDS, RELEASES_MAX, SECOND_MS } from './bounds.ts';
import type { Instant } from './drill.ts';
import type { Blackouts } from './phases/blackouts.ts';

/** A site's lever. It is kept apart from the site's drills, so that no number of drills can block it. */
export interface LeverRecord {
  schema: 2;
  accountId: string;
  region: string;
  /** Absent means OPEN. */
  lever?: Lever;
  /** Hanging jobs of real recoveries, by id, that an operator has released: they no longer hold up our cleaning. */
  released?: Record<string, Release>;
  /** Only beside the lever for all Regions: every launch reads that one. */
  blackouts?: Blackouts;
}

/** Stands for account and Region in the lever that applies to every site. */
export const ALL_REGIONS = 'all';

/** Who released a job, why, and when. */
export interface Release {
  by: string;
  reason: string;
  at: Instant;
}

export const LEVER_STATES = ['OPEN', 'NO_LAUNCHES', 'FROZEN'] as const;

/**
 * The safety lever. NO_LAUNCHES stops every launch. FROZEN also stops every termination, including hard stops and the
 * guard.
 */
export interface Lever {
  state: (typeof LEVER_STATES)[number];
  reason: string;
  by: string;
  at: Instant;
  /** From then on it counts as OPEN. Null: until someone moves it. */
  expiresAt: Instant | null;
  /** What it becomes when it expires, because a real recovery was started meanwhile. */
  afterwards?: Lever;
  /** The idempotent request that moved it: digests of caller and key, and of the request. */
  requested?: { key: string; hash: string };
}

/** The stricter of the levers in force; undefined when all are open. */
export function leverInForce(levers: readonly (Lever | undefined)[], at: Instant): Lever | undefined {
  const closed = levers.flatMap((lever) => {
    const standing = leverStanding(lever, at);
    return standing === undefined || standing.state === 'OPEN' || isExpired(standing, at) ? [] : [standing];
  });
  return closed.find((lever) => lever.state === 'FROZEN') ?? closed[0];
}

/** The lever at this moment: it may have become another one when it expired. */
export function leverStanding(lever: Lever | undefined, at: Instant): Lever | undefined {
  return lever?.afterwards !== undefined && isExpired(lever, at) ? lever.afterwards : lever;
}

function isExpired({ expiresAt }: Lever, at: Instant): boolean {
  return expiresAt !== null && expiresAt <= at;
}

/**
 * A real recovery comes first. Nothing is launched here until an operator reopens the lever; it does not open by
 * itself.
 */
export function closedFor(record: LeverRecord, jobId: string, at: Instant): LeverRecord {
  const before = leverInForce([record.lever], at);
  const reason = `Real recovery ${jobId} was started in this Region.`;
  const closed: Lever = { state: 'NO_LAUNCHES', reason, by: 'drs-drill', at, expiresAt: null };
  if (before === undefined) return { ...record, lever: closed };
  const opensItself = before.expiresAt !== null && before.afterwards === undefined;
  return opensItself ? { ...record, lever: { ...before, afterwards: closed } } : record;
}

/** The table was restored. Nothing is launched until an operator opens the lever; a FROZEN lever stays FROZEN. */
export function closedByRestore(record: LeverRecord, restored: string, at: Instant): LeverRecord {
  const before = leverInForce([record.lever], at);
  const reason = `The table was restored (${restored}).`;
  if (before?.reason.endsWith(reason) === true) return record;
  const lever: Lever =
    before?.state === 'FROZEN'
      ? { ...before, reason: `${before.reason} ${reason}`, expiresAt: null }
      : { state: 'NO_LAUNCHES', reason, by: 'drs-drill', at, expiresAt: null };
  return { ...record, lever };
}

/**
 * The record with a job released. The first release is kept. Old releases are dropped, because no job hangs that long.
 */
export function withRelease(record: LeverRecord, jobId: string, release: Release): LeverRecord {
  if (releasesAt(record, release.at)[jobId] !== undefined) return record;
  const kept = Object.entries(releasesAt(record, release.at)).slice(1 - RELEASES_MAX);
  return { ...record, released: Object.fromEntries([...kept, [jobId, release]]) };
}

/** The releases that still apply, the oldest first. */
export function releasesAt({ released = {} }: LeverRecord, at: Instant): Record<string, Release> {
  const kept = Object.entries(released).filter(([, release]) => release.at > at - EXPIRY_SECONDS * SECOND_MS);
  return Object.fromEntries(kept);
}

/** An entry of the lever's append-only history: what was done, by whom, when and why. */
export interface LeverMove {
  moveId: string;
  accountId: string;
  region: string;
  at: Instant;
  /** The caller according to the authorizer, or `drs-drill`. */
  by: string;
  reason: string;
  /**
   * `RELEASED`: the lever stays as it is, but a hanging real recovery no longer holds up our cleaning. `BLACKOUTS`: it
   * stays as it is, and the blackouts were replaced.
   */
  what: 'MOVED' | 'RELEASED' | 'BLACKOUTS';
  /** The state that was in force before, and since when. */
  from: Lever['state'];
  to: Lever['state'];
  /** When it opens again by itself, or becomes `afterwards`. */
  expiresAt: Instant | null;
  afterwards?: Lever['state'];
  /** The job that was released. */
  jobId?: string;
}

/** The change of a lever, as an entry of its history. */
export function moveOf(
  before: LeverRecord,
  after: LeverRecord,
  { moveId, by, at }: Pick<LeverMove, 'moveId' | 'by' | 'at'>,
): LeverMove {
  const { accountId, region, lever } = after;
  const [from, to] = [before, after].map((one) => leverInForce([one.lever], at)?.state ?? 'OPEN');
  const moved = { moveId, accountId, region, at, by, from: from ?? 'OPEN', to: to ?? 'OPEN' };
  const expiresAt = lever?.expiresAt ?? null;
  if (after.blackouts !== before.blackouts)
    return { ...moved, what: 'BLACKOUTS', reason: blackoutsSaid(after.blackouts), expiresAt };
  const jobId = Object.keys(after.released ?? {}).find((one) => before.released?.[one] === undefined);
  if (jobId !== undefined)
    return { ...moved, what: 'RELEASED', reason: after.released?.[jobId]?.reason ?? '', expiresAt, jobId };
  const { afterwards } = lever ?? {};
  const reason = (afterwards ?? lever)?.reason ?? '';
  return { ...moved, what: 'MOVED', reason, expiresAt, ...(afterwards && { afterwards: afterwards.state }) };
}

function blackoutsSaid({ list }: Blackouts = { list: [], by: '', at: 0 }): string {
  return list.length === 1 ? 'There is 1 blackout now.' : `There are ${list.length} blackouts now.`;
}
