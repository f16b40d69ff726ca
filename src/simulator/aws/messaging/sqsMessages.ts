import { createHash } from 'node:crypto';
import { AwsFault } from '../contract.ts';
import { type Input, isInput, optionalWhole, type Refuse, structure, text } from '../requestFields.ts';
import { faultsNow, type Message, plan, type Queue, type World } from '../state.ts';

/** SQS API reference: message size and delay limits. */
const BODY_BYTES_MAX = 1_048_576;
const DELAY_SECONDS_MAX = 900;
export const VISIBILITY_SECONDS_MAX = 43_200;
const VISIBILITY_SECONDS_DEFAULT = 30;

/** Refuses a parameter of an SQS call. */
export const refuse: Refuse = (field, message) => {
  throw new AwsFault('InvalidParameterValue', 400, `Value for parameter ${field} is invalid: it ${message}`);
};

/** Adds a message to a queue. */
export function putMessage(world: World, queue: Queue, input: Input): Record<string, unknown> {
  const body = text(input, 'MessageBody', refuse);
  if (body.length === 0 || Buffer.byteLength(body) > BODY_BYTES_MAX)
    refuse('MessageBody', 'must be 1 byte to 1 MiB long');
  const own = Number(queue.attributes['DelaySeconds'] ?? 0);
  const delaySeconds = optionalWhole(input, 'DelaySeconds', refuse, 0, DELAY_SECONDS_MAX) ?? own;
  const attributes = structuredClone(structure(input, 'MessageAttributes', refuse));
  const { now } = world.state;
  const message: Message = {
    messageId: world.dice.uuid(),
    body,
    attributes,
    sentAt: now,
    visibleAt: now + delaySeconds * 1000,
    receiveCount: 0,
    firstReceivedAt: null,
    receiptHandle: null,
  };
  queue.messages.push(message);
  plan(world, message.visibleAt, { do: 'message-visible' });
  return { MessageId: message.messageId, MD5OfMessageBody: md5(body), ...attributesDigest(attributes) };
}

/** Delivers a message to a receiver, and hides it from others for a while. */
export function takeMessage(
  world: World,
  queue: Queue,
  message: Message,
  seconds: number,
  names: string[],
): Record<string, unknown> {
  const { now } = world.state;
  message.receiveCount += 1;
  message.firstReceivedAt ??= now;
  message.receiptHandle = `${queue.name}.${world.dice.hex(32)}`;
  const repeats = world.faultDice.chance(faultsNow(world).queueRepeats);
  hide(world, message, repeats ? Math.min(seconds, world.faultDice.between(0, 5)) : seconds);
  const all: Record<string, string> = {
    ApproximateReceiveCount: message.receiveCount.toString(),
    SentTimestamp: message.sentAt.toString(),
    ApproximateFirstReceiveTimestamp: message.firstReceivedAt.toString(),
    SenderId: queue.accountId,
  };
  const wanted = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name));
  const { attributes } = message;
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5(message.body),
    ...(wanted.length > 0 ? { Attributes: Object.fromEntries(wanted) } : {}),
    ...(Object.keys(attributes).length > 0 ? { MessageAttributes: structuredClone(attributes) } : {}),
  };
}

/** Hides a message for some seconds. */
export function hide(world: World, message: Message, seconds: number): void {
  message.visibleAt = world.state.now + seconds * 1000;
  plan(world, message.visibleAt, { do: 'message-visible' });
}

/** SQS: the receipt handle of an earlier receive no longer deletes a redelivered message. That is no error. */
export function removeMessage(queue: Queue, input: Input): void {
  const handle = text(input, 'ReceiptHandle', refuse);
  if (!handle.startsWith(`${queue.name}.`)) refuseHandle();
  const place = queue.messages.findIndex((message) => message.receiptHandle === handle);
  if (place >= 0) queue.messages.splice(place, 1);
}

/** SQS developer guide, dead-letter queues: moves messages received more often than maxReceiveCount. */
export function moveDeadLetters(world: World, queue: Queue): void {
  const policy = redrivePolicy(queue);
  if (policy === undefined) return;
  const { now } = world.state;
  const isDead = (message: Message) => message.visibleAt <= now && message.receiveCount >= policy.maxReceiveCount;
  const dead = queue.messages.filter(isDead);
  if (dead.length === 0) return;
  const [, , , region, accountId, name] = policy.arn.split(':');
  const target = world.state.queues[queueKey(accountId ?? '', name ?? '', region ?? '')];
  if (target === undefined) return;
  queue.messages = queue.messages.filter((message) => !isDead(message));
  target.messages.push(...dead.map((message) => ({ ...message, receiptHandle: null })));
}

function redrivePolicy(queue: Queue): { arn: string; maxReceiveCount: number } | undefined {
  const written = queue.attributes['RedrivePolicy'];
  if (written === undefined) return undefined;
  const policy: unknown = JSON.parse(written);
  if (!isInput(policy) || typeof policy['deadLetterTargetArn'] !== 'string') return undefined;
  return { arn: policy['deadLetterTargetArn'], maxReceiveCount: Number(policy['maxReceiveCount']) };
}

/** How long a received message stays hidden when its receiver does not specify it. */
export function visibilitySeconds(queue: Queue): number {
  return Number(queue.attributes['VisibilityTimeout'] ?? VISIBILITY_SECONDS_DEFAULT);
}

/** The key of a queue in the state. */
export function queueKey(accountId: string, name: string, region: string): string {
  return `${accountId}/${region}/${name}`;
}

/** Refuses a receipt handle that does not belong to the queue. */
export function refuseHandle(): never {
  throw new AwsFault('ReceiptHandleIsInvalid', 400, 'The input receipt handle is invalid.');
}

function md5(body: string): string {
  return createHash('md5').update(body, 'utf8').digest('hex');
}

/** SQS developer guide, message attributes: the digest covers name, type and text value, sorted by name. */
function attributesDigest(attributes: Record<string, unknown>): { MD5OfMessageAttributes?: string } {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return {};
  const hash = createHash('md5');
  const add = (value: string) => {
    const bytes = Buffer.from(value, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const attribute = structure(attributes, name, refuse);
    add(name);
    add(text(attribute, 'DataType', refuse));
    hash.update(Buffer.from([1]));
    add(text(attribute, 'StringValue', refuse));
  }
  return { MD5OfMessageAttributes: hash.digest('hex') };
}
