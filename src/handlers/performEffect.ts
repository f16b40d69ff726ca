import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { perform } from '../flow/perform.ts';
import { drsReach } from './drsReach.ts';
import { queueReach } from './queueReach.ts';
import { scheduleReach } from './scheduleReach.ts';
import { wiring } from './wiring.ts';

/** SQS: effects to perform. Only those that failed are delivered again. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const failed = await Promise.all(event.Records.map(failedOne));
  return { batchItemFailures: failed.flatMap((id) => (id === undefined ? [] : [{ itemIdentifier: id }])) };
}

async function failedOne(record: SQSRecord): Promise<string | undefined> {
  const ports = wiring({ ...drsReach, ...scheduleReach, ...queueReach });
  try {
    await perform(ports, message(record.body));
    return undefined;
  } catch (error) {
    ports.log.error('an effect failed and will be delivered again', { body: record.body, error: String(error) });
    return record.messageId;
  }
}

function message(body: string): { drillId: string; effectId: string } {
  const { drillId, effectId } = JSON.parse(body) as Record<string, unknown>;
  if (typeof drillId === 'string' && typeof effectId === 'string') return { drillId, effectId };
  throw new Error('the message names no effect');
}
