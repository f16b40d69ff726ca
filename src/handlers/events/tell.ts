import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { remember } from '../../flow/remember.ts';
import { type ToldChange, toldChange } from '../../store/stream/toldRecords.ts';
import { machineDoor } from '../parsing/machineDoor.ts';
import { historyReach } from '../wiring/history.ts';
import { wiring } from '../wiring/wiring.ts';
import { tellBesideJournal } from './tellBesideJournal.ts';
import { tellOutside } from './tellOutside.ts';
import { brokenEventOf, entryOf, eventsOf } from './told.ts';

/** The table's stream, read a second time: what the journal says is told to the outside, and kept as the history of drills. */
export const handler = machineDoor(async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  for (const record of event.Records) {
    try {
      const change = toldChange(record);
      if (change !== undefined) await hear(change);
    } catch (error) {
      wiring().log.error('a stream record could not be told; from it on they come again', { error: String(error) });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
});

/**
 * Neither the telling nor the remembering waits for the other to succeed. When one fails, the record comes again and both are done
 * again: what is kept is not counted twice, but people and the bus hear once more, with the same eventId. So remembering tries long.
 */
async function hear(change: ToldChange): Promise<void> {
  const ports = wiring(historyReach);
  if (change.type === 'leverMoved' || change.type === 'touched') return tellBesideJournal(change);
  if (change.type === 'broken') return tellOutside([await brokenEventOf(ports.drills, change)]);
  const entry = await entryOf(ports.drills, change);
  const telling = eventsOf(ports.drills, entry).then(tellOutside);
  const works = await Promise.allSettled([telling, remember(ports, entry)]);
  const failures = works.flatMap((work) => (work.status === 'rejected' ? [String(work.reason)] : []));
  if (failures.length > 0) throw new Error(failures.join('; '));
}
