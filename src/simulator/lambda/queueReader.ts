import type { Log } from '../../flow/ports.ts';
import type { Caller } from '../aws/contract.ts';
import type { KeptWorld } from '../aws/persistentAws.ts';
import { callAsAws } from './callAsAws.ts';
import type { Invoker } from './invoker.ts';
import type { Deployment } from './serverlessFile.ts';

/** Delivers a queue's messages to its function, as Lambda's event source mapping for SQS does. */
export interface QueueReader {
  pump(): void;
  busy(): boolean;
}

/** A reader for every queue that triggers a function in serverless.yml. */
export function createQueueReaders(
  world: KeptWorld,
  deployment: Deployment,
  invoker: Invoker,
  log: Log,
): QueueReader[] {
  return deployment.functions.flatMap((one) =>
    one.events.flatMap((event) =>
      'sqs' in event
        ? [
            createQueueReader({
              world,
              invoker,
              log,
              site: deployment.site,
              ...source(deployment, one.name, event['sqs']),
            }),
          ]
        : [],
    ),
  );
}

interface Source {
  functionName: string;
  queueName: string;
  queueArn: string;
  batchSize: number;
  batchesAtOnce: number;
}

function source(deployment: Deployment, functionName: string, given: unknown): Source {
  const { arn, batchSize, maximumConcurrency } = given as {
    arn: unknown;
    batchSize?: number;
    maximumConcurrency?: number;
  };
  const queueArn = String(deployment.resolve(arn));
  const queueName = queueArn.split(':').at(-1) ?? '';
  return {
    functionName,
    queueArn,
    queueName,
    batchSize: Math.min(batchSize ?? 10, 10),
    batchesAtOnce: maximumConcurrency ?? 5,
  };
}

type Reading = Source & { world: KeptWorld; invoker: Invoker; log: Log; site: Caller };

function createQueueReader(reading: Reading): QueueReader {
  let running = 0;
  let found = false;
  return {
    pump: () => {
      found = false;
      while (running < reading.batchesAtOnce) {
        const messages = receive(reading);
        if (messages.length === 0) return;
        found = true;
        for (const [drillId, batch] of byDrill(messages)) {
          running += 1;
          void work(reading, drillId, batch).finally(() => {
            running -= 1;
          });
        }
      }
    },
    busy: () => found || running > 0,
  };
}

interface Message {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
}

function receive({ world, site, queueName, batchSize }: Reading): Message[] {
  const { QueueUrl } = callAsAws(world, 'sqs', 'GetQueueUrl', { QueueName: queueName }, site);
  const input = { QueueUrl, MaxNumberOfMessages: batchSize };
  return (callAsAws(world, 'sqs', 'ReceiveMessage', input, site)['Messages'] ?? []) as Message[];
}

/** One batch per drill, so that every AWS call can be counted for its drill. */
function byDrill(messages: Message[]): Map<string | undefined, Message[]> {
  return Map.groupBy(messages, ({ Body }) => /"drillId":"([^"]+)"/.exec(Body)?.[1]);
}

async function work(reading: Reading, drillId: string | undefined, batch: Message[]): Promise<void> {
  const { invoker, log, functionName } = reading;
  try {
    const answer = await invoker.invoke(
      functionName,
      { Records: batch.map((message) => record(reading, message)) },
      drillId,
    );
    const failed = failedOnes(answer);
    for (const message of batch) if (!failed.has(message.MessageId)) remove(reading, message);
  } catch (error) {
    log.error('a batch of the queue failed', { functionName, error: String(error) });
  }
}

/** Lambda developer guide, SQS: with ReportBatchItemFailures only the named messages stay in the queue. */
function failedOnes(answer: unknown): Set<string> {
  const { batchItemFailures = [] } = (answer ?? {}) as { batchItemFailures?: { itemIdentifier: string }[] };
  return new Set(batchItemFailures.map((failure) => failure.itemIdentifier));
}

function remove({ world, site, queueName }: Reading, { ReceiptHandle }: Message): void {
  const { QueueUrl } = callAsAws(world, 'sqs', 'GetQueueUrl', { QueueName: queueName }, site);
  callAsAws(world, 'sqs', 'DeleteMessage', { QueueUrl, ReceiptHandle }, site);
}

function record({ queueArn, site }: Reading, message: Message) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: {},
    messageAttributes: {},
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: site.region,
  };
}
