import type { Log } from '../../flow/ports.ts';
import type { Caller } from '../aws/contract.ts';
import type { KeptWorld, Undelivered } from '../aws/persistentAws.ts';
import { callAsAws } from './callAsAws.ts';
import type { Invoker } from './invoker.ts';

/**
 * Delivers events and fired schedules to their functions. A failed delivery is retried until its retries are
 * exhausted.
 */
export interface Deliveries {
  pump(): void;
  busy(): boolean;
}

/** Calls without a drill's effect are counted as the guard's: no other function calls AWS then. */
export const GUARD_TAG = 'guard';

const AT_ONCE_MAX = 10;

export function createDeliveries(world: KeptWorld, invoker: Invoker, site: Caller, log: Log): Deliveries {
  const running = new Set<Undelivered>();
  const due = () => world.undelivered.filter((one) => !running.has(one) && one.dueAt <= world.now());
  const deliver = async (one: Undelivered) => {
    running.add(one);
    try {
      await invoker.invoke(one.functionName, one.payload, GUARD_TAG);
      remove(world, one);
    } catch (error) {
      log.error('a delivery failed', { functionName: one.functionName, tries: one.tries + 1, error: String(error) });
      again(world, one, site);
    } finally {
      running.delete(one);
      world.changed();
    }
  };
  return {
    pump: () => {
      for (const one of due().slice(0, AT_ONCE_MAX - running.size)) void deliver(one);
    },
    busy: () => running.size > 0 || due().length > 0,
  };
}

function remove(world: KeptWorld, one: Undelivered): void {
  const place = world.undelivered.indexOf(one);
  if (place >= 0) world.undelivered.splice(place, 1);
}

const BACKOFF_SECONDS_MAX = 60;

function again(world: KeptWorld, one: Undelivered, site: Caller): void {
  one.tries += 1;
  one.dueAt = world.now() + Math.min(2 ** one.tries, BACKOFF_SECONDS_MAX) * 1000;
  if (one.tries <= one.retriesMax) return;
  remove(world, one);
  if (one.deadLetterArn !== null) sendTo(world, site, one.deadLetterArn, one.payload);
}

/** Sends a message to one of the deployment's queues. */
export function sendTo(world: KeptWorld, site: Caller, queueArn: string, message: unknown): void {
  const queueName = queueArn.split(':').at(-1) ?? '';
  const { QueueUrl } = callAsAws(world, 'sqs', 'GetQueueUrl', { QueueName: queueName }, site);
  callAsAws(world, 'sqs', 'SendMessage', { QueueUrl, MessageBody: JSON.stringify(message) }, site);
}
