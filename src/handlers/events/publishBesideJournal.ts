import { leverMovedEvent, rewrittenEvent } from '../../api/otherEvents.ts';
import type { PublishedChange } from '../../store/stream/publishedRecords.ts';
import { wiring } from '../wiring/wiring.ts';
import { publishEvents } from './publishEvents.ts';

/** Publishes what no journal says: a move of a lever, or tampering with a write-once item. */
export async function publishBesideJournal(
  change: Extract<PublishedChange, { type: 'leverMoved' | 'touched' }>,
): Promise<void> {
  if (change.type === 'leverMoved') return publishEvents([leverMovedEvent(change.move)]);
  // Somebody who can write to the table cannot change the log.
  wiring().log.error('a write-once item was changed in the table', { ...change });
  await publishEvents([rewrittenEvent(change)]);
}
