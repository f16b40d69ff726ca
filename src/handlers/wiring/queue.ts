import { SQSClient } from '@aws-sdk/client-sqs';
import { prompt } from '../../aws/prompt.ts';
import { createQueue } from '../../aws/queue.ts';
import { required } from './settings.ts';
import type { AdapterFactories } from './wiring.ts';

/** The queue of effects. */
export const queueAdapter = {
  queue: () =>
    createQueue({ client: new SQSClient({ requestHandler: prompt() }), queueUrl: required(process.env, 'QUEUE_URL') }),
} satisfies AdapterFactories;
