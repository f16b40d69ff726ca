import type { Instant, PastDurations, Site } from '../drill/drill.ts';
import type { World } from '../drill/world.ts';
import { EVIDENCE_LEVELS, type EvidenceLevel, isAtLeast } from './evidence.ts';
import type { Ended } from './statistic.ts';
import { type Timing, withTiming } from './timings.ts';
import type { Trial } from './trials.ts';

/** What is known about a source server, whatever the order in which its drills and our DRS listings arrive. */
export interface ServerLine {
  sourceServerId: string;
  site: Site;
  /** DRS's name for it, and when a change of it was last seen. */
  hostname: string | null;
  hostnameAt: Instant | null;
  firstSeenAt: Instant;
  /** When people were told last that it is overdue. */
  overdueSaidAt?: Instant;
  /** Since when DRS no longer lists it. */
  removedAt: Instant | null;
  /** Ended drills in which DRS knew it. */
  drills: number;
  /** `atFault`: the server itself kept it from passing. Absent in older lines. */
  lastDrill:
    | (Pick<Ended<Trial>, 'drillId' | 'endedAt' | 'outcome' | 'passed' | 'world'> & { atFault?: boolean })
    | null;
  lastPassed: Pass | null;
  /** The newest pass with at least each level; absent in older lines. */
  lastPassedBy?: Partial<Record<EvidenceLevel, Pass>>;
  /**
   * How long it took in the newest drill that measured it. The next drill times its looks by this. Absent in older
   * lines.
   */
  pastDurations?: ({ drillId: string; endedAt: Instant } & PastDurations) | null;
  /** How long its newest drills took, oldest first. Forecasts rest on them. Absent in older lines. */
  timings?: Timing[];
  /**
   * The newest ended drill that shows whether the server works. A drill that was rejected or cancelled early does not
   * show it, nor one whose lever, safeguards or permissions kept the server from being launched.
   */
  lastVerdict: { drillId: string; endedAt: Instant; failure: Failure | null } | null;
}

/** A drill that a server has passed, in the deployment's own world. */
export interface Pass {
  drillId: string;
  endedAt: Instant;
  recoveryTimeSeconds: number | null;
  /** Absent in older lines. */
  recoveryTimeAtLeastSeconds?: number | null;
  recoveryPointSeconds: number | null;
  /** Absent in older lines. Evidence is also absent for a server that is meant to stay stopped. */
  world?: World;
  evidence?: EvidenceLevel;
}

/** How a server failed, and when that was found. */
interface Failure {
  kind: 'LAUNCH_FAILED' | 'VERIFICATION_FAILED';
  foundAt: Instant;
  error: string;
}

/** A server that failed its newest conclusive drill. */
export interface Finding extends Failure {
  sourceServerId: string;
  hostname: string | null;
  site: Site;
  drillId: string;
}

/**
 * A server's line with one more ended trial in which DRS knew it. The order of trials does not matter. A trial that
 * does not count proves nothing. `timing`: how long it took; null when it was not launched.
 */
export function lineWithTrial(
  before: ServerLine | undefined,
  trial: Ended<Trial>,
  counts: boolean,
  timing: Timing | null = null,
): ServerLine {
  const { drillId, endedAt, outcome, passed, atFault = false, world, evidence } = trial;
  const line = named(before ?? newLine(trial, trial.requestedAt), trial.hostname, trial.inspectedAt);
  const { recoveryTimeSeconds, recoveryTimeAtLeastSeconds, recoveryPointSeconds } = trial;
  const measured = { recoveryTimeSeconds, recoveryTimeAtLeastSeconds, recoveryPointSeconds };
  const where = world && { world };
  const pass = passed && counts ? { drillId, endedAt, ...measured, ...where, ...(evidence && { evidence }) } : null;
  return {
    ...line,
    firstSeenAt: Math.min(line.firstSeenAt, trial.requestedAt),
    drills: line.drills + 1,
    lastDrill: newer(line.lastDrill, { drillId, endedAt, outcome, passed, atFault, ...where }),
    lastPassed: newer(line.lastPassed, pass),
    ...passedBy(line, pass),
    pastDurations: newer(line.pastDurations ?? null, counts ? pastDurationsIn(trial) : null),
    ...(counts && timing !== null && { timings: withTiming(line.timings ?? [], timing) }),
    lastVerdict: newer(line.lastVerdict, counts ? verdictOf(trial) : null),
  };
}

/** A server's line after DRS has listed it, with its site. The same object when nothing changes. */
export function lineListed(
  before: ServerLine | undefined,
  server: { sourceServerId: string; site: Site; hostname: string | null },
  at: Instant,
): ServerLine {
  if (before === undefined) return named(newLine(server, at), server.hostname, at);
  const renamed = server.hostname === before.hostname ? before : named(before, server.hostname, at);
  const { site, removedAt, firstSeenAt } = renamed;
  const isHere = site.accountId === server.site.accountId && site.region === server.site.region;
  if (isHere && removedAt === null && firstSeenAt <= at) return renamed;
  return { ...renamed, site: server.site, removedAt: null, firstSeenAt: Math.min(firstSeenAt, at) };
}

/** A server's line after a DRS listing without it. The same object when nothing changes. */
export function lineUnlisted(before: ServerLine, at: Instant): ServerLine {
  return before.removedAt === null ? { ...before, removedAt: at } : before;
}

/** A server's open failure. Null when its newest verdict is good, it has none, or DRS no longer protects it. */
export function findingOf({ sourceServerId, hostname, site, removedAt, lastVerdict }: ServerLine): Finding | null {
  if (removedAt !== null || lastVerdict === null || lastVerdict.failure === null) return null;
  return { sourceServerId, hostname, site, drillId: lastVerdict.drillId, ...lastVerdict.failure };
}

/**
 * The sort key of the coverage list, lowest first: 0 was never drilled, 1 has never passed, others by their last pass.
 */
export function coverageRank({ drills, lastPassed }: ServerLine): number {
  if (lastPassed !== null) return lastPassed.endedAt;
  return drills === 0 ? 0 : 1;
}

/** The newest pass that proves at least this level; null means any. */
export function lastPassAtLeast(
  { lastPassed, lastPassedBy = {} }: ServerLine,
  level: EvidenceLevel | null,
): Pass | null {
  return level === null ? lastPassed : (lastPassedBy[level] ?? null);
}

function passedBy({ lastPassedBy }: ServerLine, pass: Pass | null): Pick<ServerLine, 'lastPassedBy'> {
  const { evidence } = pass ?? {};
  if (pass === null || evidence === undefined) return lastPassedBy === undefined ? {} : { lastPassedBy };
  const levels = EVIDENCE_LEVELS.filter((level) => isAtLeast(evidence, level));
  const newest = levels.map((level) => [level, newer(lastPassedBy?.[level] ?? null, pass)]);
  return { lastPassedBy: { ...lastPassedBy, ...Object.fromEntries(newest) } };
}

function newLine({ sourceServerId, site }: { sourceServerId: string; site: Site }, at: Instant): ServerLine {
  return {
    sourceServerId,
    site,
    hostname: null,
    hostnameAt: null,
    firstSeenAt: at,
    removedAt: null,
    drills: 0,
    lastDrill: null,
    lastPassed: null,
    lastVerdict: null,
  };
}

/** The name that was seen last. Of two seen at the same time the greater one wins, so the order does not matter. */
function named(line: ServerLine, hostname: string | null, at: Instant | null): ServerLine {
  if (hostname === null || at === null) return line;
  const isOlder = line.hostnameAt !== null && at < line.hostnameAt;
  const isLesser = at === line.hostnameAt && hostname <= (line.hostname ?? '');
  return isOlder || isLesser ? line : { ...line, hostname, hostnameAt: at };
}

function newer<One extends { drillId: string; endedAt: Instant }>(before: One | null, one: One | null): One | null {
  if (before === null || one === null) return before ?? one;
  const isNewer = one.endedAt > before.endedAt || (one.endedAt === before.endedAt && one.drillId > before.drillId);
  return isNewer ? one : before;
}

function pastDurationsIn({
  drillId,
  endedAt,
  launchDurationSeconds,
  terminationDurationSeconds,
}: Ended<Trial>): (ServerLine['pastDurations'] & {}) | null {
  if (launchDurationSeconds === null) return null;
  return { drillId, endedAt, launchSeconds: launchDurationSeconds, terminationSeconds: terminationDurationSeconds };
}

function verdictOf(trial: Ended<Trial>): ServerLine['lastVerdict'] {
  const { drillId, endedAt, verified, failedBy, actionsUndone } = trial;
  if (failedBy === 'DRILL' || actionsUndone === true) return null;
  if (failedBy !== null) {
    const kind = failedBy === 'DRS' ? ('LAUNCH_FAILED' as const) : ('VERIFICATION_FAILED' as const);
    const failure = { kind, foundAt: trial.failedAt ?? endedAt, error: trial.error ?? '' };
    return { drillId, endedAt, failure };
  }
  return verified === null ? null : { drillId, endedAt, failure: null };
}
