import { SNSClient } from '@aws-sdk/client-sns';
import { createNotices } from '../../aws/notices.ts';
import { prompt } from '../../aws/prompt.ts';
import { required } from './settings.ts';
import type { AdapterFactories } from './wiring.ts';

/** The topic for people. */
export const noticesAdapter = {
  notices: () =>
    createNotices({
      client: new SNSClient({ requestHandler: prompt() }),
      topicArn: required(process.env, 'NOTICES_TOPIC_ARN'),
    }),
} satisfies AdapterFactories;
