import type { Instant } from '../drill/drill.ts';
import type { Dice } from './dice.ts';
import { lagMillisecondsAt } from './drsServerView.ts';
import { ebsSnapshotIds, snapshotsAt } from './drsSnapshots.ts';
import type { Faults } from './faults.ts';
import type { LaunchOutcome, LogLine, Snapshot, SourceServer } from './state.ts';

/** What a server's launch starts from. */
export interface CourseStart {
  server: SourceServer;
  /** When the job has started. */
  startedAt: Instant;
  /** The point the caller pinned; undefined: the latest data. */
  pinned: Snapshot | undefined;
  /** Whether an older instance of the server is deleted first. */
  replaces: boolean;
  /** How much longer than usual it takes. */
  delayMilliseconds: number;
  /** For how long it hangs while it converts: nothing is logged, and the server stays PENDING. Seen of real jobs, which never said why. */
  silentMilliseconds: number;
}

/** The whole way of one server through a launch job, decided beforehand. */
export interface Course {
  log: LogLine[];
  /** When its launchStatus is final, and what it is. */
  finalAt: Instant;
  launched: boolean;
  /** The instance, when one is made. */
  instanceId: string | null;
  instanceAt: Instant;
  runningAt: Instant;
  /** The conversion server, when one is used. */
  conversion: { instanceId: string; from: Instant; until: Instant } | null;
  pointInTime: Instant;
  onDemand: Snapshot | null;
  cleanupAt: Instant;
  /** SERVER_SKIPPED: nothing was done, and no event tells. */
  skipped: boolean;
}

/** The shares of a launch seen in a real job of 8 min 49 s (aws-samples/drs-tools: sample_result.json, wave 1). */
const SHARE = {
  snapshotStart: 0.001,
  snapshotEnd: 0.002,
  conversionStart: 0.1,
  conversionEnd: 0.472,
  launchStart: 0.474,
};
/** DRS user guide: when no snapshot can be taken for about 10 minutes, the last consistent one is used. */
const SNAPSHOT_PATIENCE_MILLISECONDS = 600_000;
const UNKNOWN_EVENTS = ['NETWORK_PATH_PROBED', 'LICENSE_CHECK_END', 'QUANTUM_SYNC_START'];

/** Where a course takes its luck from. */
export interface Luck {
  dice: Dice;
  faults: Faults;
  faultDice: Dice;
}

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

interface Way {
  start: CourseStart;
  luck: Luck;
  course: Course;
  outcome: LaunchOutcome;
  /** From the start to LAUNCH_END, clean-up apart. */
  span: number;
  add: (at: Instant, event: string, data?: Record<string, unknown>) => void;
}

/** DRS user guide, "Preparing for failover": a launch deletes the instance launched before for the same server. */
function addCleanup(way: Way): Instant {
  const { startedAt, replaces } = way.start;
  if (!replaces) return startedAt;
  const ends = startedAt + way.luck.dice.between(30_000, 90_000);
  way.add(startedAt + 300, 'CLEANUP_START');
  way.add(ends, 'CLEANUP_END');
  return ends;
}

/** Returns when a usable point was there, or undefined when there is none and the launch has failed. */
function addSnapshot(way: Way, from: Instant): Instant | undefined {
  const { course, luck, start } = way;
  const { server } = start;
  const begins = Math.round(from + way.span * SHARE.snapshotStart);
  const ends = Math.round(from + way.span * SHARE.snapshotEnd);
  if (start.pinned !== undefined) return ends;
  way.add(begins, 'SNAPSHOT_START');
  const falls = server.usesPreviousSnapshot ?? luck.faultDice.chance(luck.faults.usesPreviousSnapshot);
  if (way.outcome === 'FAILS_SNAPSHOT' || falls) return addSnapshotFailure(way, begins);
  way.add(ends, 'SNAPSHOT_END');
  const takenAt = begins - lagMillisecondsAt(server, begins);
  const snapshotID = `pit-${luck.dice.hex(17)}`;
  const ebsSnapshots = ebsSnapshotIds(snapshotID, server.diskCount);
  course.onDemand = { snapshotID, expectedAt: takenAt, takenAt, listedAt: ends, ebsSnapshots };
  course.pointInTime = takenAt;
  return ends;
}

function addSnapshotFailure(way: Way, begins: Instant): Instant | undefined {
  const { course, start } = way;
  const rawError = start.server.errorText ?? 'Failed to take a snapshot of the source server';
  const gaveUp = begins + SNAPSHOT_PATIENCE_MILLISECONDS + way.luck.dice.between(0, 30_000);
  way.add(gaveUp, 'SNAPSHOT_FAIL', { rawError });
  const mayFallBack = way.outcome !== 'FAILS_SNAPSHOT';
  const previous = snapshotsAt(start.server, begins).at(-1);
  if (mayFallBack && previous !== undefined) {
    way.add(gaveUp + 100, 'USING_PREVIOUS_SNAPSHOT');
    course.pointInTime = previous.takenAt;
    return gaveUp + 200;
  }
  if (mayFallBack) way.add(gaveUp + 100, 'USING_PREVIOUS_SNAPSHOT_FAILED', { rawError });
  course.finalAt = gaveUp + 500;
  return undefined;
}

function addConversionAndLaunch(way: Way, at: (share: number) => Instant): Course {
  const { course, luck } = way;
  const conversionServerID = `i-${luck.dice.hex(17)}`;
  const from = at(SHARE.conversionStart * 0.5);
  course.conversion = { instanceId: conversionServerID, from, until: at(SHARE.conversionEnd) };
  way.add(at(SHARE.conversionStart), 'CONVERSION_START');
  if (way.outcome === 'FAILS_CONVERSION') {
    const rawError = way.start.server.errorText ?? 'Failed to convert the volumes of the source server';
    way.add(at(SHARE.conversionEnd), 'CONVERSION_FAIL', { conversionServerID, rawError });
    return { ...course, finalAt: at(SHARE.conversionEnd) + 500 };
  }
  way.add(at(SHARE.conversionEnd), 'CONVERSION_END', { conversionServerID });
  return addLaunch(way, at);
}

function addLaunch(way: Way, at: (share: number) => Instant): Course {
  const { course, luck } = way;
  const instanceId = `i-${luck.dice.hex(17)}`;
  const instanceAt = at(SHARE.launchStart + 0.2);
  const made = { instanceId, instanceAt, runningAt: Math.min(instanceAt + 12_000, at(0.95)) };
  way.add(at(SHARE.launchStart), 'LAUNCH_START');
  if (way.outcome === 'FAILS_LAUNCH') {
    const rawError = way.start.server.errorText ?? 'Failed to launch instance: InsufficientInstanceCapacity';
    way.add(at(0.8), 'LAUNCH_FAILED', { rawError });
    const stays = luck.faultDice.chance(luck.faults.failedLaunchKeepsInstance);
    return { ...course, ...(stays ? made : {}), finalAt: at(0.8) + 500 };
  }
  way.add(at(1), 'LAUNCH_END', { targetInstanceID: instanceId });
  return { ...course, ...made, launched: true, finalAt: at(1) + 300 };
}

function newCourse(start: CourseStart): Course {
  return {
    log: [],
    finalAt: start.startedAt,
    launched: false,
    instanceId: null,
    instanceAt: start.startedAt,
    runningAt: start.startedAt,
    conversion: null,
    pointInTime: start.pinned?.takenAt ?? start.startedAt,
    onDemand: null,
    cleanupAt: start.startedAt + 300,
    skipped: false,
  };
}

function drawOutcome(server: SourceServer, { faults, faultDice }: Luck): LaunchOutcome {
  if (server.outcome !== null) return server.outcome;
  if (faultDice.chance(faults.serverSkipped)) return 'SKIPPED';
  if (faultDice.chance(faults.serverFailsSnapshot)) return 'FAILS_SNAPSHOT';
  if (faultDice.chance(faults.serverFailsConversion)) return 'FAILS_CONVERSION';
  return faultDice.chance(faults.serverFailsLaunch) ? 'FAILS_LAUNCH' : 'LAUNCHED';
}
