import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { OtherWorld } from '../../../../src/simulator/aws/simulatedAws.ts';
import { type Answer, answer, caller, faulty, givenWorld, refusal, wait } from '../../given.ts';

it('delivers a sent message with the digests that SDKs check, and removes it once deleted', () => {
  const { world } = givenWorld();
  const QueueUrl = queue(world, 'effects');
  const body = 'wecken, bitte: ü';
  const digest = createHash('md5').update(body).digest('hex');
  expect(sqs(world, 'SendMessage', { QueueUrl, MessageBody: body }).at('MD5OfMessageBody')).toBe(digest);
  const [message] = receive(world, QueueUrl, { AttributeNames: ['All'] });
  expect(message?.raw).toMatchObject({ Body: body, MD5OfBody: digest, Attributes: { ApproximateReceiveCount: '1' } });
  sqs(world, 'DeleteMessage', { QueueUrl, ReceiptHandle: message?.at('ReceiptHandle') });
  wait(world, 100);
  expect(receive(world, QueueUrl)).toEqual([]);
});

it('hides a received message for the visibility timeout, then redelivers it', () => {
  const { world } = givenWorld();
  const QueueUrl = queue(world, 'effects', { VisibilityTimeout: '20' });
  sqs(world, 'SendMessage', { QueueUrl, MessageBody: 'x' });
  expect(receive(world, QueueUrl)).toHaveLength(1);
  wait(world, 19);
  expect(receive(world, QueueUrl)).toEqual([]);
  expect(world.nextAt()).toBe(world.now() + 1_000);
  wait(world, 1);
  const [again] = receive(world, QueueUrl, { AttributeNames: ['ApproximateReceiveCount'] });
  expect(again?.at('Attributes.ApproximateReceiveCount')).toBe('2');
  sqs(world, 'ChangeMessageVisibility', { QueueUrl, ReceiptHandle: again?.at('ReceiptHandle'), VisibilityTimeout: 0 });
  expect(receive(world, QueueUrl)).toHaveLength(1);
});

it('delays a message to the second, at most 15 minutes', () => {
  const { world } = givenWorld();
  const QueueUrl = queue(world, 'effects');
  sqs(world, 'SendMessage', { QueueUrl, MessageBody: 'x', DelaySeconds: 90 });
  wait(world, 89);
  expect(receive(world, QueueUrl)).toEqual([]);
  wait(world, 1);
  expect(receive(world, QueueUrl)).toHaveLength(1);
  expect(refusal(() => sqs(world, 'SendMessage', { QueueUrl, MessageBody: 'x', DelaySeconds: 901 })).status).toBe(400);
});

it('moves a message that was received too often to the dead-letter queue', () => {
  const { world } = givenWorld();
  const dead = queue(world, 'dead');
  const deadLetterTargetArn = sqs(world, 'GetQueueAttributes', { QueueUrl: dead, AttributeNames: ['QueueArn'] }).text(
    'Attributes.QueueArn',
  );
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 });
  const QueueUrl = queue(world, 'effects', { VisibilityTimeout: '1', RedrivePolicy });
  sqs(world, 'SendMessage', { QueueUrl, MessageBody: 'poison' });
  for (let times = 0; times < 2; times++) {
    expect(receive(world, QueueUrl)).toHaveLength(1);
    wait(world, 1);
  }
  expect(receive(world, QueueUrl)).toEqual([]);
  expect(receive(world, dead).map((each) => each.at('Body'))).toEqual(['poison']);
});

it('returns a result for each entry of a batch', () => {
  const { world } = givenWorld();
  const QueueUrl = queue(world, 'effects');
  const Entries = [
    { Id: 'a', MessageBody: 'one' },
    { Id: 'b', MessageBody: 'two', DelaySeconds: 5_000 },
  ];
  const sent = sqs(world, 'SendMessageBatch', { QueueUrl, Entries });
  expect(sent.list('Successful').map((each) => each.at('Id'))).toEqual(['a']);
  expect(sent.list('Failed').map((each) => each.at('Id'))).toEqual(['b']);
  const received = receive(world, QueueUrl, { MaxNumberOfMessages: 10 });
  const deleted = received.map((each, place) => ({ Id: `d${place}`, ReceiptHandle: each.at('ReceiptHandle') }));
  expect(sqs(world, 'DeleteMessageBatch', { QueueUrl, Entries: deleted }).list('Successful')).toHaveLength(1);
  const eleven = Array.from({ length: 11 }, (_, n) => ({ Id: `m${n}`, MessageBody: 'x' }));
  expect(refusal(() => sqs(world, 'SendMessageBatch', { QueueUrl, Entries: eleven })).type).toBe(
    'TooManyEntriesInBatchRequest',
  );
});

it('redelivers a message that is still being processed when the faults say so', () => {
  const { world } = givenWorld({ faults: faulty({ queueRepeats: 1 }) });
  const QueueUrl = queue(world, 'effects', { VisibilityTimeout: '600' });
  sqs(world, 'SendMessage', { QueueUrl, MessageBody: 'x' });
  expect(receive(world, QueueUrl)).toHaveLength(1);
  wait(world, 6);
  expect(receive(world, QueueUrl)).toHaveLength(1);
});

it('finds a queue by its path under any host, and refuses one that does not exist', () => {
  const { world } = givenWorld({ queueUrlBase: 'http://127.0.0.1:4566' });
  const QueueUrl = queue(world, 'effects');
  expect(QueueUrl).toBe('http://127.0.0.1:4566/111122223333/effects');
  sqs(world, 'SendMessage', {
    QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/effects',
    MessageBody: 'x',
  });
  expect(receive(world, QueueUrl)).toHaveLength(1);
  expect(refusal(() => sqs(world, 'GetQueueUrl', { QueueName: 'none' })).type).toBe('QueueDoesNotExist');
});

function queue(world: OtherWorld, QueueName: string, Attributes: Record<string, string> = {}): string {
  return sqs(world, 'CreateQueue', { QueueName, Attributes }).text('QueueUrl');
}

function sqs(world: OtherWorld, operation: string, input: Record<string, unknown>): Answer {
  return answer(world.call('sqs', operation, input, caller));
}

function receive(world: OtherWorld, QueueUrl: string, more: Record<string, unknown> = {}): Answer[] {
  return sqs(world, 'ReceiveMessage', { QueueUrl, ...more }).list('Messages');
}
