import type { Log } from '../../flow/ports.ts';
import { AwsFault } from '../aws/contract.ts';
import { createDice } from '../aws/dice.ts';
import type { KeptWorld } from '../aws/persistentAws.ts';
import type { SavedState } from '../aws/savedState.ts';
import { callAsAws } from './callAsAws.ts';
import { createDeliveries, sendTo } from './deliveries.ts';
import { readPattern } from './eventPattern.ts';
import type { Invoker } from './invoker.ts';
import { createQueueReaders } from './queueReader.ts';
import type { Deployment } from './serverlessFile.ts';
import { createStreamReader, type StreamReader } from './streamReader.ts';
import type { ReadStream } from './streamReading.ts';

/** Everything that triggers functions: events, schedules, queues and the table's stream. */
export interface Triggers {
  /** Reports a write to the table. */
  tableWritten(): void;
  /** Starts what is due. Must be called often. */
  pump(): void;
  busy(): boolean;
  stop(): Promise<void>;
}

export interface TriggerOptions {
  deployment: Deployment;
  invoker: Invoker;
  world: KeptWorld;
  readStream: () => ReadStream;
  savedState: SavedState;
  seed: number;
  log: Log;
  /** Waits before a retry. */
  pause(milliseconds: number): Promise<void>;
}

/** Starts the triggers that serverless.yml defines. An unsupported trigger is refused. */
export function startTriggers(options: TriggerOptions): Triggers {
  const { deployment, invoker, world, log } = options;
  refuseUnknown(deployment);
  createQueues(deployment, world);
  createRates(deployment, world);
  const deliveries = createDeliveries(world, invoker, deployment.site, log);
  const queues = createQueueReaders(world, deployment, invoker, log);
  const streams = streamReaders(options);
  for (const stream of streams) stream.notice();
  return {
    tableWritten: () => {
      for (const stream of streams) stream.notice();
    },
    pump: () => {
      for (const one of [deliveries, ...queues]) one.pump();
    },
    busy: () => [deliveries, ...queues, ...streams].some((one) => one.busy()),
    stop: async () => {
      await Promise.all(streams.map((stream) => stream.stop()));
    },
  };
}

const DONE_HERE = new Set(['httpApi', 'eventBridge', 'schedule', 'stream', 'sqs']);

function refuseUnknown(deployment: Deployment): void {
  for (const { name, events } of deployment.functions) {
    const unknown = events.flatMap((event) => Object.keys(event)).find((trigger) => !DONE_HERE.has(trigger));
    if (unknown !== undefined) throw new Error(`the local world does not support the trigger ${unknown} of ${name}`);
  }
}

/** Creates the queues as CloudFormation would. An existing queue stays. */
function createQueues({ resources, resolve, site }: Deployment, world: KeptWorld): void {
  for (const { type, properties } of Object.values(resources)) {
    if (type !== 'AWS::SQS::Queue') continue;
    const { QueueName, ...given } = properties;
    const attributes = Object.entries(given).map(([name, value]) => {
      const resolved = resolve(value);
      return [name, typeof resolved === 'object' ? JSON.stringify(resolved) : String(resolved)];
    });
    world.call('sqs', 'CreateQueue', { QueueName, Attributes: Object.fromEntries(attributes) }, site);
  }
}

/** The functions' own schedules, which the simulated Scheduler runs like any other. */
function createRates(deployment: Deployment, world: KeptWorld): void {
  for (const { name, arn, events } of deployment.functions) {
    for (const event of events) {
      const { rate, groupName } = (event['schedule'] ?? {}) as { rate?: string[]; groupName?: unknown };
      for (const [index, ScheduleExpression] of (rate ?? []).entries()) {
        const Target = { Arn: arn, RoleArn: 'arn:aws:iam::111122223333:role/local', Input: '{}' };
        const GroupName = groupName === undefined ? 'default' : String(deployment.resolve(groupName));
        const FlexibleTimeWindow = { Mode: 'OFF' };
        const schedule = { Name: `${name}-${index}`, GroupName, ScheduleExpression, FlexibleTimeWindow, Target };
        createSchedule(world, deployment, schedule);
      }
    }
  }
}

function createSchedule(world: KeptWorld, { site }: Deployment, schedule: Record<string, unknown>): void {
  try {
    callAsAws(world, 'scheduler', 'CreateSchedule', schedule, site);
  } catch (error) {
    if (!(error instanceof AwsFault && error.type === 'ConflictException')) throw error;
  }
}

interface StreamEvent {
  batchSize?: number;
  parallelizationFactor?: number;
  maximumRetryAttempts?: number;
  maximumRecordAgeInSeconds?: number;
  bisectBatchOnFunctionError?: boolean;
  destinations?: { onFailure?: { arn?: unknown } };
  filterPatterns?: unknown[];
}

function streamReaders(options: TriggerOptions): StreamReader[] {
  return options.deployment.functions.flatMap(({ name, events }) =>
    events.flatMap((event) => ('stream' in event ? [readerOf(options, name, event['stream'] as StreamEvent)] : [])),
  );
}

function readerOf(options: TriggerOptions, functionName: string, event: StreamEvent): StreamReader {
  const { deployment, world, invoker, savedState, log } = options;
  const failures = event.destinations?.onFailure?.arn;
  const kept = `stream-${functionName}${restoreOf(deployment, functionName)}`;
  return createStreamReader({
    trigger: triggerOf(functionName, event),
    read: options.readStream(),
    position: savedState.read(kept),
    keepPosition: (position) => savedState.write(kept, position),
    deliver: (Records) => invoker.invoke(functionName, { Records }),
    giveUp: (records, condition) => {
      const numbers = records.map((record) => record.dynamodb.SequenceNumber);
      log.error('stream records were given up', { functionName, condition, numbers });
      if (failures === undefined) return;
      const batch = { startSequenceNumber: numbers[0], endSequenceNumber: numbers.at(-1), batchSize: numbers.length };
      const message = { requestContext: { functionArn: functionName, condition }, DDBStreamBatchInfo: batch };
      sendTo(world, deployment.site, String(deployment.resolve(failures)), message);
    },
    report: (error) => log.error('the table stream failed', { functionName, error: String(error) }),
    dice: createDice(options.seed ^ 0x51ea4),
    now: world.now,
    pause: options.pause,
  });
}

/** A restored table has its own stream. Here it also contains the records from before the copy. */
function restoreOf({ functions }: Deployment, functionName: string): string {
  const restored = functions.find(({ name }) => name === functionName)?.environment['RESTORED'] ?? '';
  return restored === '' ? '' : `-${encodeURIComponent(restored)}`;
}

/** Lambda developer guide, DynamoDB streams: the defaults. */
function triggerOf(functionName: string, event: StreamEvent) {
  const patterns = event.filterPatterns ?? [{}];
  return {
    functionName,
    filters: patterns.map((pattern, index) => readPattern(pattern, `filter ${index} of ${functionName}`)),
    batchSize: event.batchSize ?? 100,
    lanes: event.parallelizationFactor ?? 1,
    retriesMax: event.maximumRetryAttempts ?? -1,
    recordAgeSecondsMax: event.maximumRecordAgeInSeconds ?? -1,
    bisects: event.bisectBatchOnFunctionError ?? false,
  };
}
