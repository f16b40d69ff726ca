import { leverMovedEvent, rewrittenEvent } from '../../api/otherEvents.ts';
import type { PublishedChange } from '../../store/stream/publishedRecords.ts';
import { wiring } from '../wiring/wiring.ts';
import { publishEvents } from './publishEvents.ts';

/** Tells what no journal says: that a lever was moved, or that somebody has changed what is written for ever. */
export async function publishBesideJournal(
  change: Extract<PublishedChange, { type: 'leverMoved' | 'touched' }>,
): Promise<void> {
  if (change.type === 'leverMoved') return publishEvents([leverMovedEvent(change.move)]);
  // The log keeps it where the table's writer cannot reach.
  wiring().log.error('what is written for ever was changed in the table', { ...change });
  await publishEvents([rewrittenEvent(change)]);
}
