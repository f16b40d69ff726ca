import { SQSClient } from '@aws-sdk/client-sqs';
import { createQueue } from '../aws/queue.ts';
import { required } from './settings.ts';
import type { Reach } from './wiring.ts';

/** The queue of effects. */
export const queueReach = {
  queue: () => createQueue({ client: new SQSClient({}), queueUrl: required(process.env, 'QUEUE_URL') }),
} satisfies Reach;
