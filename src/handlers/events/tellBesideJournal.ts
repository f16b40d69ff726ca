import { leverMovedEvent, rewrittenEvent } from '../../api/otherEvents.ts';
import type { ToldChange } from '../../store/stream/toldRecords.ts';
import { wiring } from '../wiring/wiring.ts';
import { tellOutside } from './tellOutside.ts';

/** Tells what no journal says: that a lever was moved, or that somebody has changed what is written for ever. */
export async function tellBesideJournal(
  change: Extract<ToldChange, { type: 'leverMoved' | 'touched' }>,
): Promise<void> {
  if (change.type === 'leverMoved') return tellOutside([leverMovedEvent(change.move)]);
  // The log keeps it where the table's writer cannot reach.
  wiring().log.error('what is written for ever was changed in the table', { ...change });
  await tellOutside([rewrittenEvent(change)]);
}
