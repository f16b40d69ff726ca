import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { perform } from '../../flow/perform/perform.ts';
import type { Ports } from '../../flow/ports.ts';
import { textIn } from '../../flow/unchecked.ts';

/** Performs the effects that messages of a queue name. Only the failed ones are redelivered. */
export async function performMessages(ports: Ports, event: SQSEvent): Promise<SQSBatchResponse> {
  const failed = await Promise.all(event.Records.map((record) => failedOne(ports, record)));
  return { batchItemFailures: failed.flatMap((id) => (id === undefined ? [] : [{ itemIdentifier: id }])) };
}

async function failedOne(ports: Ports, record: unknown): Promise<string | undefined> {
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
