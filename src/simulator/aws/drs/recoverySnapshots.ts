import type { Caller } from '../contract.ts';
import { createDice, hashOf } from '../dice.ts';
import type { Instant } from '../instant.ts';
import { type Input, optionalText, structure, text } from '../requestFields.ts';
import { describedAt, faultsNow, type Snapshot, type SourceServer, siteOf, type World } from '../state.ts';
import { drsTime } from '../timeText.ts';
import { lagMillisecondsAt } from './sourceServerView.ts';
import { answerPage, refuseCall, refuseField, refuseSingle, SOURCE_SERVER_ID } from './validation.ts';

const TEN_MINUTES = 600_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** How long a point of the PIT policy takes to be complete and listed. */
const LISTED_AFTER_MILLISECONDS = 20_000;

/** DRS API reference, DescribeRecoverySnapshots: one server per call. The default order is not documented; here ASC. */
export function describeRecoverySnapshots(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const id = text(input, 'sourceServerID', refuseField, { pattern: SOURCE_SERVER_ID });
  const order = optionalText(input, 'order', refuseField, { oneOf: ['ASC', 'DESC'] }) ?? 'ASC';
  const filters = structure(input, 'filters', refuseField);
  const from = readTime(filters, 'fromDateTime') ?? Number.NEGATIVE_INFINITY;
  const to = readTime(filters, 'toDateTime') ?? Number.POSITIVE_INFINITY;
  const server = siteOf(world, caller).servers[id] ?? refuseCall(`Source server ${id} does not exist`);
  refuseSingle(server, 'DescribeRecoverySnapshots', caller);
  const at = describedAt(world);
  const points = snapshotsAt(server, at, faultsNow(world).pointTakesSeconds * 1000);
  const found = points.filter((each) => each.takenAt >= from && each.takenAt <= to);
  if (order === 'DESC') found.reverse();
  return answerPage(
    world,
    input,
    found,
    (snapshot) => snapshot.snapshotID,
    (snapshot) => snapshotView(server, snapshot, at),
  );
}

/**
 * All points of a server that DRS lists at a moment, oldest first. Those of the PIT policy take `takesMilliseconds`
 * to complete.
 */
export function snapshotsAt(server: SourceServer, at: Instant, takesMilliseconds: number): Snapshot[] {
  const taken = server.onDemand.filter((snapshot) => snapshot.listedAt <= at && snapshot.takenAt > at - 7 * DAY);
  return [...regularSnapshots(server, at, takesMilliseconds), ...taken].sort(
    (one, other) => one.takenAt - other.takenAt,
  );
}

/** A time member of an input, or undefined when it is absent. */
export function readTime(input: Input, field: string): Instant | undefined {
  const value = optionalText(input, field, refuseField);
  if (value === undefined) return undefined;
  const read = Date.parse(value);
  return Number.isNaN(read) ? refuseField(field, 'must be an ISO 8601 date and time') : read;
}

/** The ids of the EBS snapshots behind a point, always the same for the same point. */
export function ebsSnapshotIds(snapshotID: string, count: number): string[] {
  const dice = createDice(hashOf(`ebs ${snapshotID}`));
  return Array.from({ length: count }, () => `snap-${dice.hex(17)}`);
}

function regularSnapshots(server: SourceServer, at: Instant, takes: number): Snapshot[] {
  if (server.snapshots === 'NONE') return [];
  if (server.snapshots !== 'POLICY')
    return server.snapshots
      .filter((moment) => moment <= at)
      .map((moment) => ({ ...point(server, moment, takes), takenAt: moment }));
  return policySnapshots(server, at, takes);
}

/**
 * DRS user guide, point-in-time policy: every 10 minutes for the last hour, hourly for 24 hours, daily for 7 days.
 * Nothing is stored: the points are computed from the moment, and a point's id from the server and the point's time.
 */
function policySnapshots(server: SourceServer, at: Instant, takes: number): Snapshot[] {
  const offset = hashOf(server.sourceServerID) % TEN_MINUTES;
  const newest = Math.min(takes > 0 ? at : at - LISTED_AFTER_MILLISECONDS, at - lagMillisecondsAt(server, at));
  const first = Math.ceil((at - 7 * DAY - offset) / TEN_MINUTES);
  const last = Math.floor((newest - offset) / TEN_MINUTES);
  const points: Snapshot[] = [];
  const add = (place: number) => points.push(point(server, place * TEN_MINUTES + offset, takes));
  const dayAgo = Math.ceil((at - DAY - offset) / TEN_MINUTES);
  const hourAgo = Math.ceil((at - HOUR - offset) / TEN_MINUTES);
  for (let place = Math.ceil(first / 144) * 144; place < dayAgo && place <= last; place += 144) add(place);
  for (let place = Math.ceil(dayAgo / 6) * 6; place < hourAgo && place <= last; place += 6) add(place);
  for (let place = hourAgo; place <= last; place += 1) add(place);
  return points.filter((snapshot) => snapshot.expectedAt > server.addedAt);
}

function point(server: SourceServer, expectedAt: Instant, takes: number): Snapshot {
  const dice = createDice(hashOf(`${server.sourceServerID} ${expectedAt}`));
  const snapshotID = `pit-${dice.hex(17)}`;
  const takenAt = expectedAt + dice.between(0, LISTED_AFTER_MILLISECONDS - 1);
  const listedAt = expectedAt + (takes > 0 ? 0 : LISTED_AFTER_MILLISECONDS);
  return { snapshotID, expectedAt, takenAt, listedAt, completeAt: expectedAt + takes, ebsSnapshots: [] };
}

/** Points without `timestamp`, still being taken, broke a public project on 2025-11-28. */
function snapshotView(server: SourceServer, snapshot: Snapshot, at: Instant): Record<string, unknown> {
  const stored = snapshot.ebsSnapshots;
  return {
    snapshotID: snapshot.snapshotID,
    sourceServerID: server.sourceServerID,
    expectedTimestamp: drsTime(snapshot.expectedAt),
    ...(snapshot.completeAt > at ? {} : { timestamp: drsTime(snapshot.takenAt) }),
    ebsSnapshots: stored.length > 0 ? [...stored] : ebsSnapshotIds(snapshot.snapshotID, server.diskCount),
    recoverySnapshotVolumes: [],
  };
}
