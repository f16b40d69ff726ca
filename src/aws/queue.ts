import { SendMessageCommand, type SendMessageCommandOutput } from '@aws-sdk/client-sqs';
import { DELAY_SECONDS_MAX } from '../drill/bounds.ts';
import type { Queue } from '../flow/ports.ts';
import { type AwsClient, ask } from './calls.ts';

/** The SQS queue of effects. A duplicate message is harmless, because an effect is claimed once. */
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
