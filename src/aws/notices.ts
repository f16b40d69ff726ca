import { PublishCommand, type PublishCommandOutput } from '@aws-sdk/client-sns';
import { type AwsClient, ask } from './calls.ts';

/** Messages to people. */
export interface Notices {
  send(notice: { subject: string; text: string; chat: object }): Promise<void>;
}

/**
 * Notices through an SNS topic; who has subscribed to it gets them: by mail as a text, by SMS the subject, and else as JSON, which AWS's
 * chat service passes to Slack and Teams (SNS API reference, Publish: a `MessageStructure` of `json` has a message for each protocol).
 */
export function createNotices({ client, topicArn }: { client: AwsClient; topicArn: string }): Notices {
  return {
    async send({ subject, text, chat }) {
      const Message = JSON.stringify({ default: JSON.stringify(chat), email: text, sms: subject });
      const command = new PublishCommand({ TopicArn: topicArn, Subject: subject, MessageStructure: 'json', Message });
      await ask<PublishCommandOutput>(client, 'Publish', command);
    },
  };
}
