import type { Instant } from '../drill/drill.ts';
import type { LeverMove } from '../drill/lever.ts';
import { imageOf, member, numberIn, textIn } from './images.ts';

/** What a change in the table gives the outside to hear: a journal entry, that a drill was set aside, or that the lever was moved. */
export type ToldChange =
  | { type: 'entry'; drillId: string; seq: number }
  | { type: 'broken'; drillId: string; sentence: string; at: Instant }
  | { type: 'leverMoved'; move: LeverMove };

/** What a record of the table's stream has to tell; undefined for the rest. Takes anything, like `streamChange`. */
export function toldChange(record: unknown): ToldChange | undefined {
  const image = imageOf(record, 'NewImage');
  const entity = textIn(image, '__edb_e__');
  if (entity === 'leverMove') return movedIn(record, image);
  const drillId = textIn(image, 'drillId');
  if (drillId === undefined) return undefined;
  if (entity === 'journal') return entryOf(drillId, image);
  return entity === 'record' ? brokenOf(drillId, image, imageOf(record, 'OldImage')) : undefined;
}

function entryOf(drillId: string, image: unknown): ToldChange | undefined {
  const seq = numberIn(image, 'seq');
  return seq === undefined || numberIn(image, 'part') !== 0 ? undefined : { type: 'entry', drillId, seq };
}

/** A release has an event of its own. */
function movedIn(record: unknown, image: unknown): ToldChange | undefined {
  const text = textIn(image, 'move');
  if (member(record, 'eventName') !== 'INSERT' || text === undefined) return undefined;
  const move: LeverMove = JSON.parse(text);
  return move.what === 'MOVED' ? { type: 'leverMoved', move } : undefined;
}

/** Said once: when the mark was not there before. */
function brokenOf(drillId: string, image: unknown, before: unknown): ToldChange | undefined {
  const sentence = textIn(image, 'broken');
  const at = numberIn(image, 'brokenAt');
  if (sentence === undefined || at === undefined || textIn(before, 'broken') !== undefined) return undefined;
  return { type: 'broken', drillId, sentence, at };
}
