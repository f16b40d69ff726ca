import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { recordHistory } from '../../flow/recordHistory.ts';
import { type PublishedChange, publishedChange } from '../../store/stream/publishedRecords.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { historyAdapter } from '../wiring/history.ts';
import { wiring } from '../wiring/wiring.ts';
import { publishBesideJournal } from './publishBesideJournal.ts';
import { publishEvents } from './publishEvents.ts';
import { entryOf, eventsOf, quarantinedEventOf } from './publishedEvents.ts';

/** The second reader of the table's stream: publishes the journal, and keeps it as the history of drills. */
export const handler = eventHandler(async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  for (const record of event.Records) {
    try {
      const change = publishedChange(record);
      if (change !== undefined) await publishChange(change);
    } catch (error) {
      wiring().log.error('a stream record could not be published and will be redelivered', { error: String(error) });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
});

/**
 * Publishing and the history do not wait for each other. When one fails, the record is redelivered and both run again.
 * The history counts nothing twice, but people and the bus receive a duplicate with the same eventId. So the history
 * retries for a long time before it fails.
 */
async function publishChange(change: PublishedChange): Promise<void> {
  const ports = wiring(historyAdapter);
  if (change.type === 'leverMoved' || change.type === 'touched') return publishBesideJournal(change);
  if (change.type === 'quarantined') return publishEvents([await quarantinedEventOf(ports.drills, change)]);
  const entry = await entryOf(ports.drills, change);
  const publishing = eventsOf(ports.drills, entry).then(publishEvents);
  const works = await Promise.allSettled([publishing, recordHistory(ports, entry)]);
  const failures = works.flatMap((work) => (work.status === 'rejected' ? [String(work.reason)] : []));
  if (failures.length > 0) throw new Error(failures.join('; '));
}
