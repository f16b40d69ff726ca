import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { perform } from '../../flow/perform/perform.ts';
import { textIn } from '../../flow/unchecked.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { drsAdapter } from '../wiring/drs.ts';
import { historyAdapter } from '../wiring/history.ts';
import { queueAdapter } from '../wiring/queue.ts';
import { quotasAdapter } from '../wiring/quotas.ts';
import { scheduleAdapter } from '../wiring/schedule.ts';
import { wiring } from '../wiring/wiring.ts';

/** SQS: effects to perform. Only the failed ones are redelivered. */
export const handler = eventHandler(async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const failed = await Promise.all(event.Records.map(failedOne));
  return { batchItemFailures: failed.flatMap((id) => (id === undefined ? [] : [{ itemIdentifier: id }])) };
});

async function failedOne(record: unknown): Promise<string | undefined> {
  const ports = wiring({ ...drsAdapter, ...quotasAdapter, ...scheduleAdapter, ...queueAdapter, ...historyAdapter });
  const body = textIn(record, 'body') ?? '';
  try {
    await perform(ports, message(body));
    return undefined;
  } catch (error) {
    ports.log.error('an effect failed and will be redelivered', { body, error: String(error) });
    // Lambda developer guide, SQS: an empty identifier fails the whole batch, so nothing is lost.
    return textIn(record, 'messageId') ?? '';
  }
}

function message(body: string): { drillId: string; effectId: string } {
  const message: unknown = JSON.parse(body);
  const [drillId, effectId] = [textIn(message, 'drillId'), textIn(message, 'effectId')];
  if (drillId !== undefined && effectId !== undefined) return { drillId, effectId };
  throw new Error('the message names no effect');
}
