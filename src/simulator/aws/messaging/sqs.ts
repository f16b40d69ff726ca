import { AwsFault, type Caller } from '../contract.ts';
import { type Input, optionalTexts, optionalWhole, structure, structures, text } from '../requestFields.ts';
import type { Queue, World } from '../state.ts';
import {
  hide,
  moveDeadLetters,
  putMessage,
  queueKey,
  refuse,
  refuseHandle,
  removeMessage,
  takeMessage,
  VISIBILITY_SECONDS_MAX,
  visibilitySeconds,
} from './sqsMessages.ts';

/*
 * Amazon SQS, standard queues. Not simulated: FIFO, binary message attributes, long polling (the HTTP server waits),
 * policies, encryption, retention (messages stay forever), the limit of 120,000 messages in flight.
 */

/** Carries out one call to SQS, in the shapes of its JSON protocol. */
export function callQueue(world: World, operation: string, input: Input, caller: Caller): Record<string, unknown> {
  const carryOut = OPERATIONS.get(operation);
  if (carryOut === undefined)
    throw new AwsFault('UnknownOperationException', 404, `The operation ${operation} is not simulated`);
  return carryOut(world, input, caller);
}

const OPERATIONS: ReadonlyMap<string, typeof createQueue> = new Map([
  ['CreateQueue', createQueue],
  ['GetQueueUrl', getQueueUrl],
  ['SendMessage', sendMessage],
  ['SendMessageBatch', sendMessageBatch],
  ['ReceiveMessage', receiveMessage],
  ['DeleteMessage', deleteMessage],
  ['DeleteMessageBatch', deleteMessageBatch],
  ['ChangeMessageVisibility', changeMessageVisibility],
  ['GetQueueAttributes', getQueueAttributes],
  ['SetQueueAttributes', setQueueAttributes],
]);

function createQueue(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const name = text(input, 'QueueName', refuse, { pattern: /^[A-Za-z0-9_-]{1,80}$/ });
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(structure(input, 'Attributes', refuse))) attributes[key] = String(value);
  const key = queueKey(caller.accountId, name, caller.region);
  const { accountId, region } = caller;
  world.state.queues[key] ??= { name, accountId, region, attributes, createdAt: world.state.now, messages: [] };
  return { QueueUrl: urlOf(world, caller, name) };
}

function getQueueUrl(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const name = text(input, 'QueueName', refuse);
  if (world.state.queues[queueKey(caller.accountId, name, caller.region)] === undefined) refuseQueue();
  return { QueueUrl: urlOf(world, caller, name) };
}

function sendMessage(world: World, input: Input, caller: Caller): Record<string, unknown> {
  return putMessage(world, queueOf(world, input, caller), input);
}

/** SQS API reference, SendMessageBatch: at most 10 entries with distinct ids, each with its own result. */
function sendMessageBatch(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const queue = queueOf(world, input, caller);
  return eachEntry(input, (entry) => putMessage(world, queue, entry));
}

function receiveMessage(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const queue = queueOf(world, input, caller);
  const most = optionalWhole(input, 'MaxNumberOfMessages', refuse, 1, 10) ?? 1;
  const seconds = optionalWhole(input, 'VisibilityTimeout', refuse, 0, VISIBILITY_SECONDS_MAX);
  const { now } = world.state;
  moveDeadLetters(world, queue);
  const ready = queue.messages.filter((message) => message.visibleAt <= now).slice(0, most);
  const names = [
    ...(optionalTexts(input, 'MessageSystemAttributeNames', refuse) ?? []),
    ...(optionalTexts(input, 'AttributeNames', refuse) ?? []),
  ];
  const messages = ready.map((message) =>
    takeMessage(world, queue, message, seconds ?? visibilitySeconds(queue), names),
  );
  return messages.length === 0 ? {} : { Messages: messages };
}

function deleteMessage(world: World, input: Input, caller: Caller): Record<string, unknown> {
  removeMessage(queueOf(world, input, caller), input);
  return {};
}

function deleteMessageBatch(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const queue = queueOf(world, input, caller);
  return eachEntry(input, (entry) => {
    removeMessage(queue, entry);
    return {};
  });
}

function changeMessageVisibility(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const queue = queueOf(world, input, caller);
  const handle = text(input, 'ReceiptHandle', refuse);
  const seconds = optionalWhole(input, 'VisibilityTimeout', refuse, 0, VISIBILITY_SECONDS_MAX);
  const message = queue.messages.find((each) => each.receiptHandle === handle);
  if (message === undefined) return refuseHandle();
  hide(world, message, seconds ?? refuse('VisibilityTimeout', 'must be given'));
  return {};
}

function getQueueAttributes(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const queue = queueOf(world, input, caller);
  const { now } = world.state;
  const hidden = queue.messages.filter((message) => message.visibleAt > now);
  const inFlight = hidden.filter((message) => message.receiveCount > 0).length;
  const all: Record<string, string> = {
    ...queue.attributes,
    QueueArn: arnOf(queue),
    ApproximateNumberOfMessages: (queue.messages.length - hidden.length).toString(),
    ApproximateNumberOfMessagesNotVisible: inFlight.toString(),
    ApproximateNumberOfMessagesDelayed: (hidden.length - inFlight).toString(),
    CreatedTimestamp: Math.floor(queue.createdAt / 1000).toString(),
    VisibilityTimeout: visibilitySeconds(queue).toString(),
  };
  const names = optionalTexts(input, 'AttributeNames', refuse) ?? [];
  const wanted = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name));
  return { Attributes: Object.fromEntries(wanted) };
}

/** SQS developer guide, dead-letter queues: an empty RedrivePolicy removes it. */
function setQueueAttributes(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const { attributes } = queueOf(world, input, caller);
  for (const [name, value] of Object.entries(structure(input, 'Attributes', refuse))) {
    if (value === '') delete attributes[name];
    else attributes[name] = String(value);
  }
  return {};
}

function eachEntry(input: Input, carryOut: (entry: Input) => Record<string, unknown>): Record<string, unknown> {
  const entries = structures(input, 'Entries', refuse);
  if (entries.length === 0) throw new AwsFault('EmptyBatchRequest', 400, 'The batch request has no entries.');
  if (entries.length > 10)
    throw new AwsFault('TooManyEntriesInBatchRequest', 400, 'More than 10 entries in the batch.');
  const ids = entries.map((entry) => text(entry, 'Id', refuse, { pattern: /^[A-Za-z0-9_-]{1,80}$/ }));
  if (new Set(ids).size < ids.length)
    throw new AwsFault('BatchEntryIdsNotDistinct', 400, 'Two entries have the same Id.');
  const successful: Record<string, unknown>[] = [];
  const failed: Record<string, unknown>[] = [];
  for (const [place, entry] of entries.entries()) {
    const Id = ids[place];
    try {
      successful.push({ Id, ...carryOut(entry) });
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      failed.push({ Id, Code: error.type, Message: error.message, SenderFault: true });
    }
  }
  return failed.length === 0 ? { Successful: successful } : { Successful: successful, Failed: failed };
}

/** The queue that a URL names. Only the path counts, so the same queue can be reached under another host. */
function queueOf(world: World, input: Input, caller: Caller): Queue {
  const [name, accountId] = text(input, 'QueueUrl', refuse).split('/').reverse();
  return world.state.queues[queueKey(accountId ?? '', name ?? '', caller.region)] ?? refuseQueue();
}

function urlOf(world: World, caller: Caller, name: string): string {
  return `${world.queueUrlBase ?? `https://sqs.${caller.region}.amazonaws.com`}/${caller.accountId}/${name}`;
}

function arnOf(queue: Queue): string {
  return `arn:aws:sqs:${queue.region}:${queue.accountId}:${queue.name}`;
}

function refuseQueue(): never {
  throw new AwsFault('QueueDoesNotExist', 400, 'The specified queue does not exist.');
}
