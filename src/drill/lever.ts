import { EXPIRY_SECONDS, RELEASES_MAX, SECOND_MS } from './bounds.ts';
import type { Instant } from './drill.ts';

/** What is kept of a site's lever, apart from its drills, so that no crowd of those keeps anybody from moving it. */
export interface LeverRecord {
  schema: 2;
  accountId: string;
  region: string;
  /** Absent means OPEN. */
  lever?: Lever;
  /** Jobs of real recoveries that hang, by their ids: a person has said that they no longer hold up our cleaning. */
  released?: Record<string, Release>;
}

/** The account and the Region of the lever that counts for every site. */
export const ALL_REGIONS = 'all';

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
  requested?: { key: string; hash: string };
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

/** A real recovery comes first: nothing is launched here until a person reopens the lever, which does not open by itself either. */
export function closedFor(record: LeverRecord, jobId: string, at: Instant): LeverRecord {
  const before = leverInForce([record.lever], at);
  const reason = `Real recovery ${jobId} was started here.`;
  const closed: Lever = { state: 'NO_LAUNCHES', reason, by: 'drs-drill', at, expiresAt: null };
  if (before === undefined) return { ...record, lever: closed };
  const opensItself = before.expiresAt !== null && before.afterwards === undefined;
  return opensItself ? { ...record, lever: { ...before, afterwards: closed } } : record;
}

/** The table was restored: nothing is launched until a person opens the lever, and what is frozen stays so. */
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

/** The record with a job released; whoever was first stands. Old releases are dropped, for no job hangs so long. */
export function withRelease(record: LeverRecord, jobId: string, release: Release): LeverRecord {
  if (releasesAt(record, release.at)[jobId] !== undefined) return record;
  const kept = Object.entries(releasesAt(record, release.at)).slice(1 - RELEASES_MAX);
  return { ...record, released: Object.fromEntries([...kept, [jobId, release]]) };
}

/** The releases that still count, the oldest first. */
export function releasesAt({ released = {} }: LeverRecord, at: Instant): Record<string, Release> {
  const kept = Object.entries(released).filter(([, release]) => release.at > at - EXPIRY_SECONDS * SECOND_MS);
  return Object.fromEntries(kept);
}

/** An entry of the lever's history, which only grows: what was done, by whom, when and why. */
export interface LeverMove {
  moveId: string;
  accountId: string;
  region: string;
  at: Instant;
  /** The caller as the authorizer names it, or `drs-drill`. */
  by: string;
  reason: string;
  /** `RELEASED`: the lever stays, but a real recovery's job that hangs no longer holds up our cleaning. */
  what: 'MOVED' | 'RELEASED';
  /** What was in force before, and since. */
  from: Lever['state'];
  to: Lever['state'];
  /** When it opens again by itself, or becomes `afterwards`. */
  expiresAt: Instant | null;
  afterwards?: Lever['state'];
  /** The job that was released. */
  jobId?: string;
}

/** What became of a lever, for its history. */
export function moveOf(
  before: LeverRecord,
  after: LeverRecord,
  { moveId, by, at }: Pick<LeverMove, 'moveId' | 'by' | 'at'>,
): LeverMove {
  const { accountId, region, lever } = after;
  const [from, to] = [before, after].map((one) => leverInForce([one.lever], at)?.state ?? 'OPEN');
  const moved = { moveId, accountId, region, at, by, from: from ?? 'OPEN', to: to ?? 'OPEN' };
  const expiresAt = lever?.expiresAt ?? null;
  const jobId = Object.keys(after.released ?? {}).find((one) => before.released?.[one] === undefined);
  if (jobId !== undefined)
    return { ...moved, what: 'RELEASED', reason: after.released?.[jobId]?.reason ?? '', expiresAt, jobId };
  const { afterwards } = lever ?? {};
  const reason = (afterwards ?? lever)?.reason ?? '';
  return { ...moved, what: 'MOVED', reason, expiresAt, ...(afterwards && { afterwards: afterwards.state }) };
}
