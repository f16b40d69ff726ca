import { SECOND_MS } from './bounds.ts';
import type { Drill, Instant } from './drill.ts';

/** A measure, with where each of its ends was read. `seconds` is null when it was not measured; `reason` then says why. */
export interface Measure {
  seconds: number | null;
  from: { at: Instant; source: string } | null;
  to: { at: Instant; source: string } | null;
  reason: string | null;
}

const JOB_CREATED = 'DRS: creationDateTime of the job';
const LAUNCH_ENDED = 'DRS: LAUNCH_END in the job log';
const SEEN_WORKING = 'drs-drill: the look that saw it work';
const POINT_IN_TIME = 'DRS: pointInTimeSnapshotDateTime of the recovery instance';

/** From the job's creation until the server was seen to work. It includes our own delay in looking. */
export function recoveryTime(drill: Drill, sourceServerId: string): Measure {
  const server = drill.servers[sourceServerId];
  return measure(
    end(createdAt(drill, sourceServerId), JOB_CREATED),
    end(server?.verifiedAt, SEEN_WORKING),
    'It was not seen to work.',
  );
}

/** From the job's creation until DRS had launched the instance; both ends by DRS's clock. */
export function launchTime(drill: Drill, sourceServerId: string): Measure {
  const server = drill.servers[sourceServerId];
  return measure(
    end(createdAt(drill, sourceServerId), JOB_CREATED),
    end(server?.launchedAt, LAUNCH_ENDED),
    'DRS told no end of its launch.',
  );
}

/** How much older than the drill the recovered data is; none when DRS took the point after the job had begun. */
export function recoveryPoint(drill: Drill, sourceServerId: string): Measure {
  const point = end(drill.servers[sourceServerId]?.point?.at, POINT_IN_TIME);
  const created = end(createdAt(drill, sourceServerId), JOB_CREATED);
  const age = measure(point, created, 'DRS told no point in time of it.');
  if (age.seconds !== null || point === null || created === null) return age;
  return { seconds: 0, from: point, to: created, reason: 'The point was taken after the job had begun.' };
}

/** The first objective that was missed, in a sentence; an objective that could not be measured counts as missed. */
export function missedObjective(drill: Drill): string | null {
  const { recoveryTimeSeconds, recoveryPointSeconds } = drill.terms.objectives;
  for (const sourceServerId of Object.keys(drill.servers)) {
    const missed =
      missedBy('recovery time', sourceServerId, recoveryTime(drill, sourceServerId), recoveryTimeSeconds) ??
      missedBy('recovery point', sourceServerId, recoveryPoint(drill, sourceServerId), recoveryPointSeconds);
    if (missed !== null) return missed;
  }
  return null;
}

function missedBy(
  name: string,
  sourceServerId: string,
  { seconds }: Measure,
  objective: number | undefined,
): string | null {
  if (objective === undefined) return null;
  if (seconds === null) return `The ${name} of ${sourceServerId} could not be measured.`;
  return seconds <= objective
    ? null
    : `The ${name} of ${sourceServerId} was ${Math.round(seconds)} s; the objective is ${objective} s.`;
}

function createdAt(drill: Drill, sourceServerId: string): Instant | undefined {
  const launch = drill.servers[sourceServerId]?.launch;
  return launch === undefined ? undefined : drill.launches[launch]?.createdAt;
}

function end(at: Instant | undefined, source: string): Measure['from'] {
  return at === undefined ? null : { at, source };
}

function measure(from: Measure['from'], to: Measure['to'], missing: string): Measure {
  if (from === null || to === null) return { seconds: null, from, to, reason: missing };
  const seconds = (to.at - from.at) / SECOND_MS;
  if (seconds < 0)
    return { seconds: null, from, to, reason: 'The end lies before the beginning: the two clocks differ.' };
  return { seconds, from, to, reason: null };
}
