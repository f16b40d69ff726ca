import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { noticeOf } from '../api/notices.ts';
import { type ToldChange, toldChange } from '../store/toldRecords.ts';
import { busReach } from './busReach.ts';
import { machineDoor } from './machineDoor.ts';
import { measure } from './meter.ts';
import { noticesReach } from './noticesReach.ts';
import { eventsOf, measuresOf } from './told.ts';
import { wiring } from './wiring.ts';

/** The table's stream, read a second time: what the journal says is told to the bus, to people and to the metrics. */
export const handler = machineDoor(async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  for (const record of event.Records) {
    try {
      const change = toldChange(record);
      if (change !== undefined) await tell(change);
    } catch (error) {
      wiring().log.error('a stream record could not be told; from it on they come again', { error: String(error) });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
});

async function tell(change: ToldChange): Promise<void> {
  const { drills, bus, notices } = wiring({ ...busReach, ...noticesReach });
  const events = await eventsOf(drills, change);
  await bus.publish(events);
  for (const notice of events.flatMap((event) => noticeOf(event) ?? [])) await notices.send(notice);
  measure(measuresOf(events));
}
