import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Instant } from '../drill/drill.ts';
import type { Log } from '../flow/ports.ts';
import type { Caller, Delivery } from './aws.ts';
import { createCallTags } from './callTags.ts';
import { type Deployment, deploymentOf, readServerlessFile } from './deployment.ts';
import { startEmbeddedDynamodb } from './embeddedDynamodb.ts';
import { startBeat, stopAll } from './heartbeat.ts';
import { createInvoker } from './invoker.ts';
import { createKeepsake, type Keepsake } from './keepsake.ts';
import { createKeptWorld, type KeptWorld, type Undelivered } from './keptWorld.ts';
import { enterLambda } from './lambdaEnvironment.ts';
import { startLocalApi } from './localApi.ts';
import { createLocalTable } from './localTable.ts';
import { createRouting } from './routing.ts';
import { createTableStream } from './tableStream.ts';
import { startTriggers } from './triggers.ts';
import { type SeenCall, startWire } from './wire/server.ts';
import { createWorldClock, type WorldClock } from './worldClock.ts';

/** The product on one machine, with the simulated AWS around it. */
export interface LocalWorld {
  /** The product's HTTP API. */
  apiUrl: string;
  /** The one endpoint of all simulated AWS services. */
  awsUrl: string;
  site: Caller;
  world: KeptWorld;
  clock: WorldClock;
  keepsake: Keepsake;
  stop(): Promise<void>;
}

export interface LocalWorldOptions {
  apiPort: number;
  awsPort: number;
  /** Simulated seconds in a second of the wall's, while nothing is being worked on. */
  speed: number;
  seed: number;
  /** Where everything is kept between runs; undefined: nowhere. */
  folder: string | undefined;
  log: Log;
}

/** Starts everything: the table, the simulated AWS, the functions with their triggers, and the HTTP API. */
export async function startLocalWorld(options: LocalWorldOptions): Promise<LocalWorld> {
  const keepsake = createKeepsake(options.folder);
  const clock = createWorldClock(keepsake.read<Instant>('clock') ?? Date.now(), options.speed);
  const dynamodb = await startTable(options.folder);
  const heard: Heard = { route: () => [], seen: () => undefined };
  const closing: Closing[] = [dynamodb.stop];
  try {
    const file = await readServerlessFile();
    const world = createKeptWorld({
      keepsake,
      seed: options.seed,
      now: clock.now,
      queueUrlBase: QUEUE_URL_BASE,
      route: (delivery, bus) => heard.route(delivery, bus),
    });
    const wire = await startWire({
      world,
      port: options.awsPort,
      dynamodbEndpoint: dynamodb.endpoint,
      accountId: SITE.accountId,
      onCall: (call) => heard.seen(call),
    });
    closing.unshift(wire.close);
    const deployment = deploymentOf(file, SITE, wire.url);
    enterLambda(deployment, wire.url);
    const running = await run({ options, deployment, world, clock, keepsake, heard, dynamodb: dynamodb.endpoint });
    closing.unshift(running.stop);
    const stop = () => closeAll(closing);
    return { apiUrl: running.apiUrl, awsUrl: wire.url, site: SITE, world, clock, keepsake, stop };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

const SITE: Caller = { accountId: '111122223333', region: 'eu-west-1' };
const QUEUE_URL_BASE = 'http://127.0.0.1';

type Closing = () => Promise<void>;

/** What is known only later: who gets a delivery, and who wants to hear of a call. */
interface Heard {
  route: (delivery: Delivery, bus: string) => Undelivered[];
  seen: (call: SeenCall) => void;
}

async function startTable(folder: string | undefined): Promise<{ endpoint: string; stop: Closing }> {
  const endpoint = process.env['DYNAMODB_ENDPOINT'];
  if (endpoint !== undefined && endpoint !== '') return { endpoint, stop: async () => undefined };
  return startEmbeddedDynamodb(folder === undefined ? {} : { file: join(folder, 'table.db') });
}

async function closeAll(closing: Closing[]): Promise<void> {
  for (const close of closing) await close();
}

interface Parts {
  options: LocalWorldOptions;
  deployment: Deployment;
  world: KeptWorld;
  clock: WorldClock;
  keepsake: Keepsake;
  heard: Heard;
  dynamodb: string;
}

async function run(parts: Parts): Promise<{ apiUrl: string; stop: Closing }> {
  const { options, deployment, world, clock, keepsake, heard } = parts;
  await givePorts(clock, options.log);
  const tags = createCallTags();
  const invoker = await createInvoker(deployment, tags);
  heard.route = createRouting(deployment);
  const table = await createLocalTable(new DynamoDBClient({ endpoint: parts.dynamodb }), deployment);
  const streams = new DynamoDBStreamsClient({ endpoint: parts.dynamodb });
  const readStream = () => createTableStream(streams, table, deployment.site.region);
  const { seed, log } = options;
  const triggers = startTriggers({ deployment, invoker, world, readStream, keepsake, seed, log });
  heard.seen = (call) => {
    if (call.failure !== undefined) log.error('the simulator failed', { ...call, failure: String(call.failure) });
    if (call.service === 'dynamodb' && WRITES.has(call.operation)) triggers.tableWritten();
  };
  const api = await startLocalApi(deployment, invoker, { port: options.apiPort, now: clock.now });
  const beat = startBeat({ world, clock, keepsake, triggers, invoker, table, log });
  return { apiUrl: api.url, stop: () => stopAll({ api, beat, triggers, invoker, tags, world, keepsake, clock }) };
}

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'BatchWriteItem']);

/** The handlers' own module, so that it is the same one that the functions import. */
async function givePorts(clock: WorldClock, log: Log): Promise<void> {
  const { usePorts } = await import('../handlers/wiring.ts');
  const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  usePorts({ clock: { now: clock.now, pause }, log });
}
