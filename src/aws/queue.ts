import { SendMessageCommand, type SendMessageCommandOutput } from '@aws-sdk/client-sqs';
import { DELAY_SECONDS_MAX } from '../drill/bounds.ts';
import type { Queue } from '../flow/ports.ts';
import { type AwsClient, ask } from './calls.ts';

/** The queue of effects in SQS. A message that is sent twice does no harm, because an effect is taken once. */
export function createQueue({ client, queueUrl }: { client: AwsClient; queueUrl: string }): Queue {
  return {
    async send({ drillId, effectId }, delaySeconds) {
      const command = new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ drillId, effectId }),
        DelaySeconds: Math.min(Math.max(Math.ceil(delaySeconds), 0), DELAY_SECONDS_MAX),
      });
      await ask<SendMessageCommandOutput>(client, 'SendMessage', command);
    },
  };
}
