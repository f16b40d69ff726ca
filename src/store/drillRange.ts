import type { Instant } from '../drill/drill.ts';
import type { DrillQuery, Summary } from '../flow/ports.ts';
import { cursorOf, placeOf, strangeCursor } from './cursor.ts';
import { filtersIn, partitionOf } from './partitions.ts';

/** A drill's place in every list: by the time it was requested, then by its id. */
export interface Place {
  requestedAt: Instant;
  drillId: string;
}

/** Sorts before every drill's id, and is none itself. */
const NO_ID = '';
/** The number of digits of an instant in the table's keys. */
const INSTANT_MAX = 999_999_999_999_999;
/** Refuses a key that is too long, and any character outside the alphabet that `justBefore` relies on. */
const PLACE = /^(\d{1,15}) ([\w-]{1,64})$/;

/** The range of a list with the rest of a query's answer. Both ends are complete keys and belong to it. */
export function rangeOf(query: DrillQuery, cursor: string | undefined): { first: Place; last: Place } {
  const first = { requestedAt: Math.max(query.from ?? 0, 0), drillId: NO_ID };
  const end = { requestedAt: Math.max(query.to ?? INSTANT_MAX, 0), drillId: NO_ID };
  if (cursor === undefined) return { first, last: end };
  const [requestedAt = '', drillId = ''] = placeOf(cursor, membersOf(query), PLACE);
  const place = { requestedAt: Number(requestedAt), drillId };
  if (place.requestedAt < first.requestedAt || place.requestedAt >= end.requestedAt) throw strangeCursor();
  return { first, last: justBefore(place) };
}

/** The cursor after the last drill of a page. */
export function cursorBehind(query: DrillQuery, page: Summary[]): string | null {
  const last = page.at(-1);
  return last === undefined ? null : cursorOf(membersOf(query), [last.requestedAt, last.drillId]);
}

function membersOf(query: DrillQuery): unknown[] {
  const places = filtersIn(query).map((by) => (by === null ? null : partitionOf(by)));
  return ['drills', query.from, query.to, ...places];
}

/**
 * The last place before a drill's own. Ids consist of [0-9A-Za-z_-], and ~ sorts after all of these. So the id whose
 * last character is the previous one, followed by ~, sorts after every other smaller id.
 */
function justBefore({ requestedAt, drillId }: Place): Place {
  const last = drillId.length - 1;
  return { requestedAt, drillId: `${drillId.slice(0, last)}${String.fromCharCode(drillId.charCodeAt(last) - 1)}~` };
}
