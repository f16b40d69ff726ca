import type { EventBridgeEnvelope } from '../aws/contract.ts';
import { type EventPattern, matches, readPattern } from './eventPattern.ts';
import { readServerlessFile } from './serverlessFile.ts';

/*
 * What serverless.yml says about schedules, retries and timeouts of functions, for worlds in memory. References to
 * resources stay unresolved, so only plain values are read.
 */

/** The interval of a function's schedule. */
export function everySecondsOf(functionName: string): number {
  const rate = eventsOf(functionName).flatMap((event) => event.schedule?.rate ?? [])[0];
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour)s?\)$/.exec(rate ?? '') ?? [];
  const seconds = UNIT_SECONDS[unit];
  if (seconds === undefined) throw new Error(`serverless.yml gives ${functionName} no rate`);
  return Number(count) * seconds;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3600 };

/** The timeout of a function. */
export function timeoutSecondsOf(functionName: string): number {
  return functionOf(functionName).timeout ?? file().provider.timeout;
}

/** How often a function is called with the same event or schedule if every call fails. */
export function triesOf(functionName: string): number {
  return 1 + requested(functionOf(functionName).maximumRetryAttempts, `the retries of ${functionName}`);
}

/** How long an event waits for a throttled function. */
export function eventAgeSecondsOf(functionName: string): number {
  return requested(functionOf(functionName).maximumEventAge, `the age of events of ${functionName}`);
}

/** How a function reads the table's stream. */
export function streamOf(functionName: string): { batchSize: number; retriesMax: number } {
  const stream = eventsOf(functionName).find((event) => event.stream !== undefined)?.stream;
  const { batchSize, maximumRetryAttempts } = requested(stream, `the stream of ${functionName}`);
  return { batchSize, retriesMax: maximumRetryAttempts };
}

/** When a failed message is redelivered, and how often it is received at most. */
export function queueOf(resource: string): { againSeconds: number; receivesMax: number } {
  const queue = requested(file().resources.Resources[resource], resource).Properties;
  return { againSeconds: queue.VisibilityTimeout, receivesMax: queue.RedrivePolicy.maxReceiveCount };
}

/** Whether a function's rule matches an event of the deployment's own account. */
export function isLetThrough(functionName: string, event: EventBridgeEnvelope): boolean {
  const pattern = patterns.get(functionName) ?? patternOf(functionName);
  patterns.set(functionName, pattern);
  return matches(pattern, event);
}

const patterns = new Map<string, EventPattern>();

function patternOf(functionName: string): EventPattern {
  const given = eventsOf(functionName).find((event) => event.eventBridge !== undefined)?.eventBridge?.pattern;
  const { account: _own, ...rest } = requested(given, `the pattern of ${functionName}`);
  return readPattern(rest, `the pattern of ${functionName}`);
}

interface Settings {
  provider: { timeout: number };
  functions: Record<string, FunctionSettings>;
  resources: {
    Resources: Record<
      string,
      { Properties: { VisibilityTimeout: number; RedrivePolicy: { maxReceiveCount: number } } }
    >;
  };
}

interface FunctionSettings {
  timeout?: number;
  maximumRetryAttempts?: number;
  maximumEventAge?: number;
  events?: {
    schedule?: { rate: string[] };
    stream?: { batchSize: number; maximumRetryAttempts: number };
    eventBridge?: { pattern: Record<string, unknown> };
  }[];
}

function functionOf(name: string): FunctionSettings {
  return requested(file().functions[name], `the function ${name}`);
}

function eventsOf(functionName: string): NonNullable<FunctionSettings['events']> {
  return functionOf(functionName).events ?? [];
}

function requested<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`serverless.yml does not say: ${what}`);
  return value;
}

const read: { file?: Settings } = {};

function file(): Settings {
  read.file ??= readServerlessFile() as unknown as Settings;
  return read.file;
}
