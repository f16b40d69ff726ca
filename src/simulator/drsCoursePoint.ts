import type { Instant } from '../drill/drill.ts';
import { lagMillisecondsAt } from './drsServerView.ts';
import { ebsSnapshotIds, snapshotsAt } from './drsSnapshots.ts';
import { SHARE, type Way } from './drsWay.ts';

/** DRS user guide: when no snapshot can be taken for about 10 minutes, the last consistent one is used. */
const SNAPSHOT_PATIENCE_MILLISECONDS = 600_000;

/** DRS user guide, "Preparing for failover": a launch deletes the instance launched before for the same server. */
export function addCleanup(way: Way): Instant {
  const { startedAt, replaces } = way.start;
  if (!replaces) return startedAt;
  const ends = startedAt + way.luck.dice.between(30_000, 90_000);
  way.add(startedAt + 300, 'CLEANUP_START');
  way.add(ends, 'CLEANUP_END');
  return ends;
}

/** Returns when a usable point was there, or undefined when there is none and the launch has failed. */
export function addSnapshot(way: Way, from: Instant): Instant | undefined {
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
