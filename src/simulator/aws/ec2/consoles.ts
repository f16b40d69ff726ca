import { AwsFault, type Caller } from '../contract.ts';
import type { Instant } from '../instant.ts';
import { flag, type Input } from '../requestFields.ts';
import { type Instance, siteOf, valueAt, type World } from '../state.ts';
import { ec2Time } from '../timeText.ts';
import { chooseInstances } from './chooseInstances.ts';
import { enteredAt } from './instances.ts';
import { refuse } from './validation.ts';

/**
 * EC2 API reference, GetConsoleOutput: what was posted after the last transition, or with Latest what the console
 * shows now, which exists only on Nitro. Without anything to show, `Output` is absent.
 */
export function getConsoleOutput(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const { now } = world.state;
  const instance = oneInstance(world, input, caller);
  const isLatest = flag(input, 'Latest', refuse);
  if (isLatest && !isNitro(world, instance, caller))
    throw new AwsFault(
      'UnsupportedOperation',
      400,
      'This instance type does not support retrieving the latest console logs.',
    );
  const since = enteredAt(instance.states, 'running', now);
  const shown = since === undefined ? undefined : isLatest ? now : postedAt(since, now);
  return {
    InstanceId: instance.instanceId,
    Timestamp: ec2Time(shown ?? now),
    ...(since !== undefined && shown !== undefined && { Output: base64(linesAt(instance, since, shown)) }),
  };
}

/** EC2 API reference, GetConsoleScreenshot: a JPEG of a running instance. */
export function getConsoleScreenshot(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const instance = oneInstance(world, input, caller);
  const state = valueAt(instance.states, world.state.now);
  if (state !== 'running')
    throw new AwsFault(
      'IncorrectInstanceState',
      400,
      `The instance '${instance.instanceId}' is not in state 'running'.`,
    );
  return { InstanceId: instance.instanceId, ImageData: GREY_JPEG };
}

function oneInstance(world: World, input: Input, caller: Caller): Instance {
  const { InstanceId } = input;
  if (InstanceId === undefined) throw new AwsFault('MissingParameter', 400, 'The request must contain InstanceId.');
  const [instance] = chooseInstances(world, siteOf(world, caller), { InstanceIds: [InstanceId] }, world.state.now);
  if (instance === undefined) throw new AwsFault('InvalidInstanceID.NotFound', 400, 'The instance does not exist.');
  return instance;
}

/** Amazon EC2 instance types guide, hypervisor types: these families are on Xen. */
function isNitro(world: World, { sourceServerId }: Instance, caller: Caller): boolean {
  const { instanceType = 't3.micro' } = siteOf(world, caller).servers[sourceServerId] ?? {};
  return !/^(c1|c3|c4|d2|g2|g3|h1|i2|i3|m1|m2|m3|m4|p2|p3|r3|r4|t1|t2|x1|x1e)\./.test(instanceType);
}

/** EC2 user guide, instance console output: posted some minutes after a start. */
function postedAt(since: Instant, now: Instant): Instant | undefined {
  return now >= since + POSTED_AFTER_MILLISECONDS ? since + POSTED_AFTER_MILLISECONDS : undefined;
}

const POSTED_AFTER_MILLISECONDS = 240_000;

function linesAt({ bootSeconds, network }: Instance, since: Instant, at: Instant): string {
  const host = `ip-${(network?.privateAddress ?? '10.0.0.1').replaceAll('.', '-')}`;
  const hasBooted = at >= since + bootSeconds * 1000;
  return ['[    0.000000] Linux version 6.1', ...(hasBooted ? ['', `${host} login: `] : [])].join('\n');
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** A grey square of 8 by 8. */
const GREY_JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ' +
  'EBD/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z';
