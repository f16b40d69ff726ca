import { PublishCommand, type PublishCommandOutput } from '@aws-sdk/client-sns';
import { type AwsClient, ask } from './calls.ts';

/** Sends notices to people. */
export interface Notices {
  send(notice: { subject: string; text: string; chat: object }): Promise<void>;
}

/**
 * Publishes notices to an SNS topic: text for email, the subject for SMS, and JSON for other protocols, which AWS's
 * chat service delivers to Slack and Teams (SNS API reference, Publish: a `MessageStructure` of `json` has a message
 * for each protocol).
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
