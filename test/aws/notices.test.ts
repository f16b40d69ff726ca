import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { createNotices } from '../../src/aws/notices.ts';

test('a notice is published with its subject: text for email, the subject for SMS, and JSON for the chat service', async () => {
  const mock = mockClient(SNSClient);
  mock.on(PublishCommand).resolves({ MessageId: '1' });
  const topicArn = 'arn:aws:sns:eu-west-1:111122223333:drills';
  const notices = createNotices({ client: new SNSClient({ region: 'eu-west-1' }), topicArn });
  const chat = { version: '1.0', source: 'custom' };
  await notices.send({ subject: 'LEAK', text: 'one instance', chat });
  const [call] = mock.commandCalls(PublishCommand);
  const { Message = '', ...input } = call?.args[0].input ?? {};
  expect(input).toEqual({ TopicArn: topicArn, Subject: 'LEAK', MessageStructure: 'json' });
  const { default: otherwise, ...forms } = JSON.parse(Message);
  expect(forms).toEqual({ email: 'one instance', sms: 'LEAK' });
  expect(JSON.parse(otherwise)).toEqual(chat);
});
