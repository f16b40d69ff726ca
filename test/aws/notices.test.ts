import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { createNotices } from '../../src/aws/notices.ts';

test('a notice goes to the topic with its subject', async () => {
  const mock = mockClient(SNSClient);
  mock.on(PublishCommand).resolves({ MessageId: '1' });
  const topicArn = 'arn:aws:sns:eu-west-1:111122223333:drills';
  const notices = createNotices({ client: new SNSClient({ region: 'eu-west-1' }), topicArn });
  await notices.send({ subject: 'LEAK', text: 'one instance' });
  const [call] = mock.commandCalls(PublishCommand);
  expect(call?.args[0].input).toEqual({ TopicArn: topicArn, Subject: 'LEAK', Message: 'one instance' });
});
