import { addConversionAndLaunch } from './drsCourseLaunch.ts';
import { addCleanup, addSnapshot } from './drsCoursePoint.ts';
import { type Course, type CourseStart, type Luck, newCourse, SHARE, type Way } from './drsWay.ts';
import type { LaunchOutcome, SourceServer } from './state.ts';

const UNKNOWN_EVENTS = ['NETWORK_PATH_PROBED', 'LICENSE_CHECK_END', 'QUANTUM_SYNC_START'];

/** Draws how one server goes through a launch job. */
export function drawCourse(start: CourseStart, luck: Luck): Course {
  const { server, startedAt } = start;
  const { dice } = luck;
  const seconds = server.launchSeconds ?? (server.windows ? dice.between(1_200, 1_600) : dice.between(480, 580));
  const course = newCourse(start);
  const way: Way = {
    start,
    luck,
    course,
    outcome: drawOutcome(server, luck),
    span: seconds * 1000 + start.delayMilliseconds,
    add: (at, event, data = {}) =>
      course.log.push({ at: Math.round(at), event, data: { sourceServerID: server.sourceServerID, ...data } }),
  };
  if (way.outcome === 'SKIPPED') {
    way.add(startedAt + 200, 'SERVER_SKIPPED', { rawError: server.errorText ?? 'Source server was skipped' });
    return { ...course, finalAt: startedAt + 1_000, skipped: true };
  }
  const taken = addSnapshot(way, addCleanup(way));
  if (taken === undefined) return course;
  const base = taken - way.span * SHARE.snapshotEnd;
  const odd = luck.faultDice.chance(luck.faults.unknownLogEvents);
  if (odd) way.add(base + way.span * 0.05, luck.faultDice.pick(UNKNOWN_EVENTS));
  const silent = (share: number) => (share > SHARE.conversionStart ? start.silentMilliseconds : 0);
  return addConversionAndLaunch(way, (share) => Math.round(base + way.span * share) + silent(share));
}

function drawOutcome(server: SourceServer, { faults, faultDice }: Luck): LaunchOutcome {
  if (server.outcome !== null) return server.outcome;
  if (faultDice.chance(faults.serverSkipped)) return 'SKIPPED';
  if (faultDice.chance(faults.serverFailsSnapshot)) return 'FAILS_SNAPSHOT';
  if (faultDice.chance(faults.serverFailsConversion)) return 'FAILS_CONVERSION';
  return faultDice.chance(faults.serverFailsLaunch) ? 'FAILS_LAUNCH' : 'LAUNCHED';
}
