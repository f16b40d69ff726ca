import type { Instant, Site } from '../../drill/drill.ts';
import type { LeverMove } from '../../drill/lever.ts';
import { coverageRank, type Finding, type ServerLine } from '../../history/coverage.ts';
import type { CountedBy, KeptRegression, Statistic } from '../../history/statistic.ts';
import type { Trial } from '../../history/trials.ts';
import { cursorOf, placeOf, strangeCursor } from '../cursor.ts';

/** The places in the answer to a query: the members of each item's key. */
export interface Places<Item, Place> {
  query: unknown[];
  of: (item: Item) => Place;
  /** As a cursor has it: no blanks, and no longer than a key may be. */
  write: (place: Place) => (string | number)[];
  shape: RegExp;
  read: (members: string[]) => Place;
  /** Whether a place can be in the answer. One that cannot was forged. */
  holds?: (place: Place) => boolean;
}

/** The cursor that leads past an item. */
export function cursorBehind<Item, Place>(item: Item, { query, of, write }: Places<Item, Place>): string {
  return cursorOf(query, write(of(item)));
}

/** The place that a cursor names; null without a cursor. */
export function placeIn<Place>(
  cursor: string | undefined,
  { query, shape, read, holds }: Pick<Places<never, Place>, 'query' | 'shape' | 'read' | 'holds'>,
): Place | null {
  if (cursor === undefined) return null;
  const place = read(placeOf(cursor, query, shape));
  if (holds !== undefined && !holds(place)) throw strangeCursor();
  return place;
}

/** A server's trials, by when their drill was requested. */
export function trialPlaces(
  sourceServerId: string,
  { from, to }: { from: Instant | null; to: Instant | null },
): Places<Trial, { requestedAt: Instant; drillId: string }> {
  return {
    query: ['trials', sourceServerId, from, to],
    of: ({ requestedAt, drillId }) => ({ requestedAt, drillId }),
    write: ({ requestedAt, drillId }) => [requestedAt, drillId],
    shape: INSTANT_AND_ID,
    read: ([requestedAt, drillId = '']) => ({ requestedAt: Number(requestedAt), drillId }),
    holds: ({ requestedAt }) => requestedAt >= (from ?? 0) && requestedAt < (to ?? Number.POSITIVE_INFINITY),
  };
}

/** A site's servers, by when they last passed; first those that never passed or were never drilled. */
export function serverPlaces({
  accountId,
  region,
}: Site): Places<ServerLine, { passedAt: Instant; sourceServerId: string }> {
  return {
    query: ['servers', accountId, region],
    of: (line) => ({ passedAt: coverageRank(line), sourceServerId: line.sourceServerId }),
    write: ({ passedAt, sourceServerId }) => [passedAt, sourceServerId],
    shape: INSTANT_AND_ID,
    read: ([passedAt, sourceServerId = '']) => ({ passedAt: Number(passedAt), sourceServerId }),
  };
}

/** Findings, by when they were found. */
export const findingPlaces: Places<Finding, { foundAt: Instant; sourceServerId: string }> = {
  query: ['findings'],
  of: ({ foundAt, sourceServerId }) => ({ foundAt, sourceServerId }),
  write: ({ foundAt, sourceServerId }) => [foundAt, sourceServerId],
  shape: /^(\d{1,15}) ([\w-]{1,64})$/,
  read: ([foundAt, sourceServerId = '']) => ({ foundAt: Number(foundAt), sourceServerId }),
};

/** Statistics, by their keys. */
export function statisticPlaces(
  by: CountedBy,
  { from, to }: { from: string | null; to: string | null },
): Places<Statistic, { key: string }> {
  return {
    query: ['statistics', by, from, to],
    of: ({ key }) => ({ key }),
    write: ({ key }) => [written(key)],
    shape: /^([\w-]{1,1024})$/,
    read: ([key = '']) => ({ key: read(key) }),
    holds: ({ key }) => (from === null || key >= from) && (to === null || key <= to),
  };
}

/** Regressions, by when they appeared. */
export const regressionPlaces: Places<KeptRegression, { at: Instant; by: KeptRegression['by']; key: string }> = {
  query: ['regressions'],
  of: ({ at, by, key }) => ({ at, by, key }),
  write: ({ at, by, key }) => [at, by, written(key)],
  shape: /^(\d{1,15}) (recoveryPlan|server) ([\w-]{1,1024})$/,
  read: ([at, by, key = '']) => ({ at: Number(at), by: by === 'server' ? by : 'recoveryPlan', key: read(key) }),
};

/** The moves of all levers, by when they were made. */
export const movePlaces: Places<LeverMove, { at: Instant; moveId: string }> = {
  query: ['lever moves'],
  of: ({ at, moveId }) => ({ at, moveId }),
  write: ({ at, moveId }) => [at, moveId],
  shape: /^(\d{1,15}) ([\w-]{1,64})$/,
  read: ([at, moveId = '']) => ({ at: Number(at), moveId }),
};

const INSTANT_AND_ID = /^(\d{1,15}) ([\w-]{1,64})$/;

/** The names of plans may have blanks. */
function written(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function read(key: string): string {
  return Buffer.from(key, 'base64url').toString();
}
