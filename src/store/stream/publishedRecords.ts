import { SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import type { LeverMove } from '../../drill/lever.ts';
import { member } from '../../flow/unchecked.ts';
import { imageOf, numberIn, stringIn } from './images.ts';

/**
 * A change in the table to publish: a journal entry, the quarantine of a drill, a move of the lever, or tampering with
 * evidence.
 */
export type PublishedChange =
  | { type: 'entry'; drillId: string; seq: number }
  | { type: 'quarantined'; drillId: string; violation: string; at: Instant }
  | { type: 'leverMoved'; move: LeverMove }
  | Touched;

/**
 * A write-once item was changed or removed. The product never does that, so somebody has written to the table directly.
 */
export interface Touched {
  type: 'touched';
  /** Null for a move of a lever. */
  drillId: string | null;
  /** The item's sort key, which identifies it. */
  item: string;
  change: 'MODIFY' | 'REMOVE';
  at: Instant | null;
  /** The same on redelivery. */
  changeId: string;
}

/** What to publish of a record of the table's stream; undefined for the rest. Takes any value, like `streamChange`. */
export function publishedChange(record: unknown): PublishedChange | undefined {
  const touched = touchedOf(record);
  if (touched !== undefined) return touched;
  const image = imageOf(record, 'NewImage');
  const entity = stringIn(image, '__edb_e__');
  if (entity === 'leverMove') return movedIn(record, image);
  const drillId = stringIn(image, 'drillId');
  if (drillId === undefined || member(record, 'eventName') === 'REMOVE') return undefined;
  if (entity === 'journal') return entryOf(drillId, image);
  return entity === 'record' ? quarantinedOf(drillId, image, imageOf(record, 'OldImage')) : undefined;
}

function entryOf(drillId: string, image: unknown): PublishedChange | undefined {
  const seq = numberIn(image, 'seq');
  return seq === undefined || numberIn(image, 'part') !== 0 ? undefined : { type: 'entry', drillId, seq };
}

/** A release has an event of its own. */
function movedIn(record: unknown, image: unknown): PublishedChange | undefined {
  const text = stringIn(image, 'move');
  if (member(record, 'eventName') !== 'INSERT' || text === undefined) return undefined;
  const move: LeverMove = JSON.parse(text);
  return move.what === 'MOVED' ? { type: 'leverMoved', move } : undefined;
}

/** Published once, when the mark is new. */
function quarantinedOf(drillId: string, image: unknown, before: unknown): PublishedChange | undefined {
  const violation = stringIn(image, 'quarantined');
  const at = numberIn(image, 'quarantinedAt');
  if (violation === undefined || at === undefined || stringIn(before, 'quarantined') !== undefined) return undefined;
  return { type: 'quarantined', drillId, violation, at };
}

/**
 * Journal entries, notes, given requests and moves of levers are never changed, and records are never removed. For a
 * changed item, the old image says whose it was.
 */
function touchedOf(record: unknown): Touched | undefined {
  const change = member(record, 'eventName');
  const before = imageOf(record, 'OldImage');
  const kind = stringIn(before, '__edb_e__') ?? '';
  if ((change !== 'MODIFY' && change !== 'REMOVE') || !KEPT_FOR_EVER[change].has(kind)) return undefined;
  const seconds = member(member(record, 'dynamodb'), 'ApproximateCreationDateTime');
  return {
    type: 'touched',
    drillId: kind === 'leverMove' ? null : (stringIn(before, 'drillId') ?? ''),
    item: stringIn(before, 'sk') ?? '',
    change,
    at: typeof seconds === 'number' ? Math.floor(seconds * SECOND_MS) : null,
    changeId: String(member(record, 'eventID')),
  };
}

/** The kinds of items that no function ever modifies, by operation. */
const KEPT_FOR_EVER: Readonly<Record<Touched['change'], ReadonlySet<string>>> = {
  MODIFY: new Set(['journal', 'note', 'personNote', 'leverMove', 'givenRequest']),
  REMOVE: new Set(['journal', 'note', 'personNote', 'leverMove', 'givenRequest', 'record']),
};
