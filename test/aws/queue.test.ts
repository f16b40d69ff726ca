import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createQueue } from '../../src/aws/queue.ts';

const client = new SQSClient({ region: 'eu-central-1' });
const mock = mockClient(client);
const queue = createQueue({ client, queueUrl: 'https://queue' });

beforeEach(() => mock.reset());

describe('the queue of effects', () => {
  test.each([
    [0, 0],
    [1.2, 2],
    [900, 900],
    [2000, 900],
    [-5, 0],
  ])('delivers an effect after %d seconds with a delay of %d', async (seconds, delay) => {
    mock.on(SendMessageCommand).resolves({ MessageId: 'm' });
    await queue.send({ drillId: 'd1', effectId: 'e1' }, seconds);
    expect(mock.commandCalls(SendMessageCommand).map((call) => call.args[0].input)).toEqual([
      { QueueUrl: 'https://queue', MessageBody: '{"drillId":"d1","effectId":"e1"}', DelaySeconds: delay },
    ]);
  });

  test('reports a failed send', async () => {
    mock.on(SendMessageCommand).rejects(Object.assign(new Error('down'), { $metadata: { httpStatusCode: 503 } }));
    await expect(queue.send({ drillId: 'd1', effectId: 'e1' }, 0)).rejects.toMatchObject({ kind: 'UNAVAILABLE' });
  });
});
