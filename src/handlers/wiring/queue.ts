import { SQSClient } from '@aws-sdk/client-sqs';
import { prompt } from '../../aws/prompt.ts';
import { createQueue } from '../../aws/queue.ts';
import type { Queue } from '../../flow/ports.ts';
import { required } from './settings.ts';
import type { AdapterFactories } from './wiring.ts';

/** The queue of effects. */
export const queueAdapter = { queue: () => queueAt('QUEUE_URL') } satisfies AdapterFactories;

/** The queue of what checks ask and do. */
export const checkQueueAdapter = { checkQueue: () => queueAt('CHECK_QUEUE_URL') } satisfies AdapterFactories;

function queueAt(setting: string): Queue {
  const client = new SQSClient({ requestHandler: prompt() });
  return createQueue({ client, queueUrl: required(process.env, setting) });
}
