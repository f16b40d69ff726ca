import type { Instant } from '../drill/drill.ts';
import { imageOf, numberIn, textIn } from './images.ts';

/** What a change in the table gives the outside to hear: a journal entry, or that a drill was set aside. */
export type ToldChange =
  | { type: 'entry'; drillId: string; seq: number }
  | { type: 'broken'; drillId: string; sentence: string; at: Instant };

/** What a record of the table's stream has to tell; undefined for the rest. Takes anything, like `streamChange`. */
export function toldChange(record: unknown): ToldChange | undefined {
  const image = imageOf(record, 'NewImage');
  const drillId = textIn(image, 'drillId');
  if (drillId === undefined) return undefined;
  const entity = textIn(image, '__edb_e__');
  if (entity === 'journal') return entryOf(drillId, image);
  return entity === 'record' ? brokenOf(drillId, image, imageOf(record, 'OldImage')) : undefined;
}

function entryOf(drillId: string, image: unknown): ToldChange | undefined {
  const seq = numberIn(image, 'seq');
  return seq === undefined || numberIn(image, 'part') !== 0 ? undefined : { type: 'entry', drillId, seq };
}

/** Said once: when the mark was not there before. */
function brokenOf(drillId: string, image: unknown, before: unknown): ToldChange | undefined {
  const sentence = textIn(image, 'broken');
  const at = numberIn(image, 'brokenAt');
  if (sentence === undefined || at === undefined || textIn(before, 'broken') !== undefined) return undefined;
  return { type: 'broken', drillId, sentence, at };
}
