import { SECOND_MS, STATUS_AGE_SECONDS } from './bounds.ts';
import type { Drill, Instant, Phase, Server } from './drill.ts';
import { requiredServers } from './launching/requiredServers.ts';

/** A measure, with the source of each end. */
export interface Measure {
  /** The upper bound. Null when it was not measured; `reason` then says why. */
  seconds: number | null;
  /** The lower bound. Less than `seconds` when only looks show the end; null when it is unknown. */
  atLeastSeconds: number | null;
  from: End | null;
  to: End | null;
  /** What shows that the end had not come yet. Null when `to` is exact, or nothing shows it. */
  notBefore: End | null;
  reason: string | null;
}

/** A moment and its source. */
export interface End {
  at: Instant;
  source: string;
}

const JOB_CREATED = 'DRS: creationDateTime of the job';
const LAUNCH_ENDED = 'DRS: LAUNCH_END in the job log';
const NOT_SEEN_WORKING = 'drs-drill: a minute before the newest look that found it not working';
const SEEN_WORKING = 'drs-drill: the first look that found it working';
const POINT_IN_TIME = 'DRS: pointInTimeSnapshotDateTime of the recovery instance';
const REQUESTED = 'drs-drill: the request for the drill';
const LAG_REPORTED = 'DRS: lagDuration of the source server, at the first inspection';

/**
 * From the job's creation until the server worked. It works when DRS has launched it and it has passed both EC2 status
 * checks, or is stopped as configured. The upper bound is the look that saw it working. The lower bound is the later
 * of the end of its launch and the newest look that found it not working.
 */
export function recoveryTime(drill: Drill, sourceServerId: string): Measure {
  const server = drill.servers[sourceServerId];
  const from = end(createdAt(drill, sourceServerId), JOB_CREATED);
  const isSeen = server?.notReadyAt !== undefined || server?.verificationFailed === true;
  const missing = isSeen ? NOT_WORKING : unseen(drill, server, NOT_WORKING);
  const seen = timeBetween(from, end(server?.verifiedAt, SEEN_WORKING), missing);
  if (seen.from === null || seen.to === null || seen.seconds === null) return seen;
  const notBefore = newest(seen, [end(server?.launchedAt, LAUNCH_ENDED), end(notWorkingAt(server), NOT_SEEN_WORKING)]);
  return { ...seen, atLeastSeconds: notBefore && (notBefore.at - seen.from.at) / SECOND_MS, notBefore };
}

/** The status that a look reads may be older than the look. */
function notWorkingAt(server: Server | undefined): Instant | undefined {
  return server?.notReadyAt === undefined ? undefined : server.notReadyAt - STATUS_AGE_SECONDS * SECOND_MS;
}

/** From the job's creation until DRS had launched the instance. Both ends are from DRS's clock. */
export function launchTime(drill: Drill, sourceServerId: string): Measure {
  const server = drill.servers[sourceServerId];
  return timeBetween(
    end(createdAt(drill, sourceServerId), JOB_CREATED),
    end(server?.launchedAt, LAUNCH_ENDED),
    'DRS did not report when its launch ended.',
  );
}

/**
 * The data that a disaster at the moment of the request would have lost. For an older point that is everything since
 * the point. For a point that was taken later it is the replication lag that DRS reported at the first inspection.
 */
export function recoveryPoint(drill: Drill, sourceServerId: string): Measure {
  const server = drill.servers[sourceServerId];
  const point = end(server?.point?.at, POINT_IN_TIME);
  const requested = end(drill.requestedAt, REQUESTED);
  if (point === null || point.at < drill.requestedAt) {
    const missing = server?.listed === true ? NO_POINT : unseen(drill, server, NEVER_LISTED);
    return timeBetween(point, requested, missing);
  }
  const { lagSeconds } = server ?? {};
  if (lagSeconds === undefined || drill.inspectedAt === undefined)
    return timeBetween(
      null,
      null,
      'Its recovery point was taken after the request, and DRS reported no replication lag at that time.',
    );
  const to = { at: drill.inspectedAt, source: LAG_REPORTED };
  return { seconds: lagSeconds, atLeastSeconds: lagSeconds, from: null, to, notBefore: null, reason: null };
}

const NOT_WORKING = 'It was never seen working.';
const NO_POINT = 'DRS did not report the time of its recovery point.';
const NEVER_LISTED = 'DRS has not listed its recovery instance, which names the time of its recovery point.';

/** Why nothing is known of an instance that no look has shown: no look was made yet, or `never`. */
function unseen({ phase }: Drill, server: Server | undefined, never: string): string {
  const isYetToCome = server?.result !== 'FAILED' && BEFORE_LOOKS_END.has(phase);
  return isYetToCome ? 'Its instance has not been looked at yet.' : never;
}

const BEFORE_LOOKS_END: ReadonlySet<Phase> = new Set(['REQUESTED', 'VALIDATING', 'LAUNCHING', 'VERIFYING']);

/** Whether a drill has met its objectives. UNDECIDED when the bounds allow both. */
export type ObjectivesVerdict = 'MET' | 'MISSED' | 'UNDECIDED';

/** A verdict, with a sentence about the first server that missed the objectives or left them undecided. */
export interface Objectives {
  verdict: ObjectivesVerdict;
  why: string | null;
}

/** Judges the objectives for all servers or for one. Null when the drill has none. */
export function objectivesOf(drill: Drill, only?: string): Objectives | null {
  const { recoveryTimeSeconds, recoveryPointSeconds } = drill.terms.objectives;
  if (recoveryTimeSeconds === undefined && recoveryPointSeconds === undefined) return null;
  const judged = (only === undefined ? requiredServers(drill).map(([id]) => id) : [only]).flatMap((id) => [
    ...judge(`recovery time of ${id}`, recoveryTime(drill, id), recoveryTimeSeconds),
    ...judge(`recovery point of ${id}`, recoveryPoint(drill, id), recoveryPointSeconds),
  ]);
  return (
    judged.find(({ verdict }) => verdict === 'MISSED') ??
    judged.find(({ verdict }) => verdict === 'UNDECIDED') ?? { verdict: 'MET', why: null }
  );
}

function judge(what: string, measured: Measure, objective: number | undefined): Objectives[] {
  if (objective === undefined) return [];
  const { seconds, atLeastSeconds } = measured;
  if (seconds !== null && seconds <= objective) return [{ verdict: 'MET', why: null }];
  const isMissed = atLeastSeconds !== null && atLeastSeconds > objective;
  const why = `The ${what} ${seconds === null ? 'could not be measured' : said(measured, seconds)}; the objective is ${objective} s.`;
  return [{ verdict: isMissed ? 'MISSED' : 'UNDECIDED', why }];
}

function said({ atLeastSeconds }: Measure, seconds: number): string {
  const most = `${Math.round(seconds)} s`;
  if (atLeastSeconds === seconds) return `was ${most}`;
  return atLeastSeconds === null ? `was at most ${most}` : `was ${Math.round(atLeastSeconds)} s to ${most}`;
}

function createdAt(drill: Drill, sourceServerId: string): Instant | undefined {
  const launch = drill.servers[sourceServerId]?.launch;
  return launch === undefined ? undefined : drill.launches[launch]?.createdAt;
}

function end(at: Instant | undefined, source: string): End | null {
  return at === undefined ? null : { at, source };
}

/** The newest of these. An end outside the measure comes from a clock that differs, and is ignored. */
function newest({ from, to }: Measure, ends: (End | null)[]): End | null {
  const inside = ends.flatMap((one) =>
    one !== null && one.at >= (from?.at ?? one.at) && one.at <= (to?.at ?? one.at) ? [one] : [],
  );
  return inside.reduce<End | null>((last, one) => (last === null || one.at > last.at ? one : last), null);
}

/** A measure between two ends; without one of them, `missing` says why. */
export function timeBetween(from: End | null, to: End | null, missing: string): Measure {
  const unknown = { seconds: null, atLeastSeconds: null, from, to, notBefore: null };
  if (from === null || to === null) return { ...unknown, reason: missing };
  const seconds = (to.at - from.at) / SECOND_MS;
  if (seconds < 0)
    return { ...unknown, reason: 'The end is earlier than the beginning, because the two clocks differ.' };
  return { ...unknown, seconds, atLeastSeconds: seconds, reason: null };
}
