import {
  GetQueueAttributesCommand,
  type GetQueueAttributesCommandOutput,
  GetQueueUrlCommand,
  type GetQueueUrlCommandOutput,
} from '@aws-sdk/client-sqs';
import { ask } from '../aws/calls.ts';
import { inTurns } from '../flow/inTurns.ts';
import type { Clients } from './clients.ts';
import { arnIn, type Deployed, deployAgain, type Place, prefixOf } from './deployed.ts';
import { checked, type Finding, fail, ok, unlessNotFound, warn } from './finding.ts';
import { DEAD_LETTER_QUEUES, WORK_QUEUES } from './parts.ts';

/** Checks that the queues exist, the work queues have dead-letter queues, and the dead-letter queues are empty. */
export async function checkQueues(clients: Clients, deployed: Deployed): Promise<Finding[]> {
  const work = await inTurns(WORK_QUEUES, (queue) =>
    checked(`queue-${queue.name}`, () => checkWork(clients, deployed, queue)),
  );
  const others = await inTurns(DEAD_LETTER_QUEUES, (name) =>
    checked(`queue-${name}`, () => checkDeadLetters(clients, deployed.place, name)),
  );
  return [...work.flat(), ...others.flat()];
}

async function checkWork(
  clients: Clients,
  { place, functions }: Deployed,
  { name: queue, functionName, failures, without }: (typeof WORK_QUEUES)[number],
): Promise<Finding> {
  const check = `queue-${queue}`;
  const name = `${prefixOf(place)}-${queue}`;
  const attributes = await attributesOf(clients, place, name);
  if (attributes === undefined) return fail(check, `The queue ${name} does not exist: ${without}.`, deployAgain(place));
  const { deadLetterTargetArn } = JSON.parse(attributes['RedrivePolicy'] ?? '{}') as { deadLetterTargetArn?: string };
  if (deadLetterTargetArn !== arnIn(place, 'sqs', `${prefixOf(place)}-${failures}`)) {
    return fail(
      check,
      `Failed messages of the queue ${name} are lost: it does not use the deployment’s dead-letter queue.`,
      deployAgain(place),
    );
  }
  // Lambda developer guide, SQS: six times the function's timeout.
  const wanted = 6 * (functions.get(functionName)?.timeoutSeconds ?? 0);
  const seconds = Number(attributes['VisibilityTimeout']);
  if (seconds < wanted) {
    return warn(
      check,
      `The queue ${name} has a visibility timeout of ${seconds} s, less than the ${wanted} s that ${functionName} needs.`,
      deployAgain(place),
    );
  }
  return ok(check, `The queue ${name} exists and has its dead-letter queue.`);
}

async function checkDeadLetters(clients: Clients, place: Place, what: string): Promise<Finding> {
  const check = `queue-${what}`;
  const name = `${prefixOf(place)}-${what}`;
  const attributes = await attributesOf(clients, place, name);
  if (attributes === undefined)
    return fail(check, `The queue ${name} does not exist: failures are lost.`, deployAgain(place));
  const count = Number(attributes['ApproximateNumberOfMessages']);
  if (count === 0) return ok(check, `The queue ${name} exists and is empty.`);
  return warn(
    check,
    `The queue ${name} holds ${count} ${count === 1 ? 'message' : 'messages'}.`,
    `See docs/operations.md, “Runbook”, ${what}.`,
  );
}

async function attributesOf(
  { sqs }: Clients,
  place: Place,
  QueueName: string,
): Promise<Record<string, string> | undefined> {
  const client = sqs(place.region);
  const answer = ask<GetQueueUrlCommandOutput>(client, 'GetQueueUrl', new GetQueueUrlCommand({ QueueName }));
  const QueueUrl = (await unlessNotFound(answer))?.QueueUrl;
  if (QueueUrl === undefined) return undefined;
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  return (await ask<GetQueueAttributesCommandOutput>(client, 'GetQueueAttributes', command)).Attributes ?? {};
}
