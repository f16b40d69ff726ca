import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { given, type Open, type Place } from '../contract.ts';

/** What SQS does with messages. */
export function queues(open: Open): void {
  describe('a queue', () => {
    test('delivers a message unchanged, in every script', async () => {
      const { place, QueueUrl } = await queue(open);
      const MessageBody = '{"drill":"Übung ✓ & <b>"}';
      await place.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      expect((await receive(place, QueueUrl)).map((message) => message.Body)).toEqual([MessageBody]);
    });

    test('holds a delayed message back until its time', async () => {
      const { place, QueueUrl } = await queue(open);
      await place.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 120 }));
      const now = await receive(place, QueueUrl);
      place.pass(1.9);
      const almost = await receive(place, QueueUrl);
      place.pass(0.2);
      const then = await receive(place, QueueUrl);
      expect([now.length, almost.length, then.length]).toEqual([0, 0, 1]);
    });

    test('redelivers a message that was not deleted in time, and counts the deliveries', async () => {
      const { place, QueueUrl } = await queue(open, { VisibilityTimeout: '60' });
      await place.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'work' }));
      const first = await receive(place, QueueUrl);
      const meanwhile = await receive(place, QueueUrl);
      place.pass(1.1);
      const second = await receive(place, QueueUrl);
      expect(first[0]?.Attributes?.ApproximateReceiveCount).toBe('1');
      expect(meanwhile).toEqual([]);
      expect(second[0]).toMatchObject({
        MessageId: first[0]?.MessageId,
        Attributes: { ApproximateReceiveCount: '2' },
      });
    });

    test('never redelivers a deleted message', async () => {
      const { place, QueueUrl } = await queue(open);
      await place.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'work' }));
      const [message] = await receive(place, QueueUrl);
      await place.clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
      place.pass(60);
      expect(message?.Body).toBe('work');
      expect(await receive(place, QueueUrl)).toEqual([]);
    });

    test('redelivers a message at once when its receiver requests it', async () => {
      const { place, QueueUrl } = await queue(open);
      await place.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'work' }));
      const [message] = await receive(place, QueueUrl);
      const ReceiptHandle = message?.ReceiptHandle;
      await place.clients.sqs.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
      );
      expect(await receive(place, QueueUrl)).toHaveLength(1);
    });

    test('moves messages that no receiver could process to its dead-letter queue', async () => {
      const { place, QueueUrl: dead } = await queue(open);
      const { Attributes } = await place.clients.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: dead, AttributeNames: ['QueueArn'] }),
      );
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 2 });
      const live = await place.clients.sqs.send(
        new CreateQueueCommand({ QueueName: 'live', Attributes: { RedrivePolicy } }),
      );
      await place.clients.sqs.send(new SendMessageCommand({ QueueUrl: live.QueueUrl, MessageBody: 'poison' }));
      const seen: number[] = [];
      for (let round = 0; round < 3; round++) {
        seen.push((await receive(place, live.QueueUrl)).length);
        place.pass(1);
      }
      expect(seen).toEqual([1, 1, 0]);
      expect((await receive(place, dead)).map((message) => message.Body)).toEqual(['poison']);
    });

    test('answers each entry of a batch separately', async () => {
      const { place, QueueUrl } = await queue(open);
      const Entries = [
        { Id: 'good', MessageBody: 'a' },
        { Id: 'bad', MessageBody: 'b', DelaySeconds: 901 },
      ];
      const sent = await place.clients.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      expect(sent.Successful?.map((entry) => entry.Id)).toEqual(['good']);
      expect(sent.Failed).toMatchObject([{ Id: 'bad', SenderFault: true }]);
    });

    test('is found by its name; an unknown name is refused', async () => {
      const { place, QueueUrl } = await queue(open);
      const found = await place.clients.sqs.send(new GetQueueUrlCommand({ QueueName: 'effects' }));
      expect(found.QueueUrl).toBe(QueueUrl);
      await expect(place.clients.sqs.send(new GetQueueUrlCommand({ QueueName: 'other' }))).rejects.toMatchObject({
        name: 'QueueDoesNotExist',
        $metadata: { httpStatusCode: 400 },
      });
    });
  });
}

async function queue(open: Open, Attributes: Record<string, string> = {}) {
  const place = await given(open, {});
  const made = await place.clients.sqs.send(new CreateQueueCommand({ QueueName: 'effects', Attributes }));
  return { place, QueueUrl: made.QueueUrl };
}

async function receive(place: Place, QueueUrl: string | undefined) {
  const { Messages = [] } = await place.clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] }),
  );
  return Messages;
}
