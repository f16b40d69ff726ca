import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { isRefusal } from '../../api/problem.ts';
import { advance } from '../../flow/advance.ts';
import type { Ports } from '../../flow/ports.ts';
import { streamChange } from '../../store/stream/streamRecords.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { checkQueueAdapter, queueAdapter } from '../wiring/queue.ts';
import { type AllPorts, wiring } from '../wiring/wiring.ts';
import { sendEffect } from './sendEffect.ts';

/** The table's stream: requested effects go to the queue, and a drill with notifications advances once a batch. */
export const handler = eventHandler(async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const ports = wiring({ ...queueAdapter, ...checkQueueAdapter });
  const notifications = new Map<string, Promise<void>>();
  const works = await Promise.allSettled(event.Records.map((record) => work(ports, notifications, record)));
  const [first = 0, failed] = [...works.entries()].find(([, { status }]) => status === 'rejected') ?? [];
  if (failed?.status !== 'rejected') return { batchItemFailures: [] };
  ports.log.error('a stream record failed and will be redelivered', { error: String(failed.reason) });
  return { batchItemFailures: [{ itemIdentifier: event.Records[first]?.dynamodb?.SequenceNumber ?? '' }] };
});

async function work(ports: AllPorts, notifications: Map<string, Promise<void>>, record: DynamoDBRecord): Promise<void> {
  const change = streamChange(record);
  if (change === undefined) return;
  if (change.type === 'effect') return sendEffect(ports, change);
  const notification = notifications.get(change.drillId) ?? handleNotification(ports, change.drillId);
  notifications.set(change.drillId, notification);
  return notification;
}

/** A drill that does not exist, or has ended, would refuse again. */
async function handleNotification(ports: Ports, drillId: string): Promise<void> {
  try {
    await advance(ports, drillId);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    ports.log.error('an inbox notification had no open drill', { drillId, code: error.code });
  }
}
