import { PublishCommand, type PublishCommandOutput } from '@aws-sdk/client-sns';
import { type AwsClient, ask } from './calls.ts';

/** Messages to people. */
export interface Notices {
  send(notice: { subject: string; text: string }): Promise<void>;
}

/** Notices through an SNS topic; who has subscribed to it gets them. */
export function createNotices({ client, topicArn }: { client: AwsClient; topicArn: string }): Notices {
  return {
    async send({ subject, text }) {
      const command = new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text });
      await ask<PublishCommandOutput>(client, 'Publish', command);
    },
  };
}
