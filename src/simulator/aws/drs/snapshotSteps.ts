import type { Instant } from '../instant.ts';
import type { Way } from './launchStart.ts';
import { ebsSnapshotIds, snapshotsAt } from './recoverySnapshots.ts';
import { lagMillisecondsAt } from './sourceServerView.ts';

/**
 * How long DRS tries: "about 10 minutes" (DRS user guide). 300 s were measured for the sister service, which has the
 * same engine.
 */
const SNAPSHOT_TIMEOUTS_MILLISECONDS = [300_000, 600_000];

/**
 * DRS user guide, "Preparing for failover": a launch deletes the instance launched earlier for the same server. The
 * sister service was observed to begin a second after the job's start and to take 35 s, before it took the snapshot.
 */
export function addCleanup(way: Way): Instant {
  const { startedAt, replaces } = way.start;
  if (!replaces) return startedAt;
  const ends = startedAt + way.random.dice.between(30_000, 90_000);
  way.add(startedAt + 1_000, 'CLEANUP_START');
  way.add(ends, 'CLEANUP_END');
  return ends;
}

/** Returns when a usable point exists, or undefined when there is none and the launch has failed. */
export function addSnapshot(way: Way, from: Instant): Instant | undefined {
  const { timeline, random, start } = way;
  const { server } = start;
  const begins = Math.round(from + way.span * way.shares.snapshotStart);
  const ends = Math.round(from + way.span * way.shares.snapshotEnd);
  if (start.pinned !== undefined) return ends;
  way.add(begins, 'SNAPSHOT_START');
  const falls = server.usesPreviousSnapshot ?? random.faultDice.chance(random.faults.usesPreviousSnapshot);
  if (way.outcome === 'FAILS_SNAPSHOT' || falls) return addSnapshotFailure(way, begins);
  way.add(ends, 'SNAPSHOT_END');
  const takenAt = begins - lagMillisecondsAt(server, begins);
  const snapshotID = `pit-${random.dice.hex(17)}`;
  const ebsSnapshots = ebsSnapshotIds(snapshotID, server.diskCount);
  timeline.onDemand = { snapshotID, expectedAt: takenAt, takenAt, listedAt: ends, completeAt: ends, ebsSnapshots };
  timeline.pointInTime = takenAt;
  return ends;
}

function addSnapshotFailure(way: Way, begins: Instant): Instant | undefined {
  const { timeline, start } = way;
  const rawError = start.server.errorText ?? 'Failed to take a snapshot of the source server';
  const gaveUp = begins + way.random.dice.pick(SNAPSHOT_TIMEOUTS_MILLISECONDS);
  way.add(gaveUp, 'SNAPSHOT_FAIL', { rawError });
  const pointTakes = way.random.faults.pointTakesSeconds * 1000;
  const mayFallBack = way.outcome !== 'FAILS_SNAPSHOT';
  const previous = snapshotsAt(start.server, begins, pointTakes).findLast((point) => point.completeAt <= begins);
  if (mayFallBack && previous !== undefined) {
    way.add(gaveUp + 1_000, 'USING_PREVIOUS_SNAPSHOT');
    timeline.pointInTime = previous.takenAt;
    return gaveUp + 1_100;
  }
  if (mayFallBack) way.add(gaveUp + 100, 'USING_PREVIOUS_SNAPSHOT_FAILED', { rawError });
  timeline.finalAt = gaveUp + 500;
  return undefined;
}
