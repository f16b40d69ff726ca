import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Instant } from '../drill/drill.ts';
import type { Log } from '../flow/ports.ts';
import type { Caller, Delivery } from './aws.ts';
import { createCallTags } from './callTags.ts';
import { type DeployedAccount, deployedAccount } from './deployed/account.ts';
import { accountAnswers } from './deployed/answers.ts';
import { rightsOfFunctions } from './deployedRights.ts';
import { type Deployment, deploymentOf, readServerlessFile, type ServerlessFile } from './deployment.ts';
import type { CallersRights } from './forwardedCalls.ts';
import { startBeat, stopAll } from './heartbeat.ts';
import { createInvoker, type Invoker } from './invoker.ts';
import { createKeepsake, type Keepsake } from './keepsake.ts';
import { createKeptWorld, type KeptWorld, type Undelivered } from './keptWorld.ts';
import { enterLambda } from './lambdaEnvironment.ts';
import { startLocalApi } from './localApi.ts';
import { createLocalTable, serveTable } from './localTable.ts';
import { createRouting } from './routing.ts';
import { scaleTimers } from './scaledTimers.ts';
import type { ReadStream } from './streamReading.ts';
import { createTableStream } from './tableStream.ts';
import { startTriggers } from './triggers.ts';
import type { Trouble } from './trouble.ts';
import type { AccountAnswers } from './wire/converse.ts';
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
  backstage: Backstage;
  stop(): Promise<void>;
}

/** What only checkers use. */
export interface Backstage {
  deployment: Deployment;
  /** The table's own endpoint, where nothing goes wrong. */
  dynamodbUrl: string;
  tableName: string;
  /** The table's stream from any record on, as long as it is kept. */
  readStream(): ReadStream;
  invoke: Invoker['invoke'];
  /** What AWS tells of the deployment; a change in it is a fault that somebody has put there. */
  account: DeployedAccount;
  /** Whether anything is on its way to a function, or runs. */
  busy(): boolean;
}

export interface LocalWorldOptions {
  apiPort: number;
  awsPort: number;
  /** Simulated seconds in a second of the wall's, while nothing is being worked on. */
  speed: number;
  seed: number;
  /** Where everything is kept between runs; undefined: nowhere. */
  folder: string | undefined;
  /** The file of the table alone, when nothing else is kept; a table in memory grows slow with its stream. */
  tableFile?: string;
  log: Log;
  /** A name for the newest restore of the table, which may be older than everything else that is kept. */
  restored?: string;
  /** Values of serverless.yml's `params`, as `--param` gives them. */
  parameters?: Record<string, string>;
  trouble?: Trouble;
  /** What DRS may do in the functions' names; default: what serverless.yml allows their roles. */
  rightsOf?: typeof rightsOfFunctions;
}

/** Starts everything: the table, the simulated AWS, the functions with their triggers, and the HTTP API. */
export async function startLocalWorld(options: LocalWorldOptions): Promise<LocalWorld> {
  const keepsake = createKeepsake(options.folder);
  const clock = worldClock(options, keepsake);
  const dynamodb = await serveTable(options);
  const heard: Heard = { route: () => [], seen: () => undefined, rights: () => true, account: () => undefined };
  const closing: Closing[] = [dynamodb.stop];
  try {
    const { restored, parameters } = options;
    const file = await readServerlessFile({ ...parameters, ...(restored !== undefined && { restored }) });
    const world = createKeptWorld({
      keepsake,
      seed: options.seed,
      now: clock.now,
      queueUrlBase: QUEUE_URL_BASE,
      ...(options.trouble && { faults: options.trouble.faults }),
      route: (delivery, bus) => heard.route(delivery, bus),
      rights: (caller, call) => heard.rights(caller, call),
    });
    const wire = await startWire({
      world,
      port: options.awsPort,
      dynamodbEndpoint: dynamodb.endpoint,
      accountId: SITE.accountId,
      account: (...asked) => heard.account(...asked),
      onCall: (call) => heard.seen(call),
      ...(options.trouble && { tableFault: options.trouble.tableFault }),
    });
    closing.unshift(wire.close);
    const deployment = deploymentOf(file, SITE, wire.url);
    heard.rights = options.rightsOf?.(file, deployment) ?? rightsOfFunctions(file, deployment);
    enterLambda(deployment, wire.url);
    const running = await run({
      options,
      file,
      deployment,
      world,
      clock,
      keepsake,
      heard,
      dynamodb: dynamodb.endpoint,
    });
    closing.unshift(running.stop);
    const stop = () => closeAll(closing);
    return { ...running, awsUrl: wire.url, site: SITE, world, clock, keepsake, stop };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

const SITE: Caller = { accountId: '111122223333', region: 'eu-west-1' };
const QUEUE_URL_BASE = 'http://127.0.0.1';

function worldClock({ speed, trouble }: LocalWorldOptions, keepsake: Keepsake): WorldClock {
  return createWorldClock(keepsake.read<Instant>('clock') ?? Date.now(), speed, undefined, trouble?.busySpeed);
}

type Closing = () => Promise<void>;

/** What is known only later: who gets a delivery, who wants to hear of a call, and what DRS may do in a caller's name. */
interface Heard {
  route: (delivery: Delivery, bus: string) => Undelivered[];
  seen: (call: SeenCall) => void;
  rights: CallersRights;
  account: AccountAnswers;
}

async function closeAll(closing: Closing[]): Promise<void> {
  for (const close of closing) await close();
}

interface Parts {
  options: LocalWorldOptions;
  file: ServerlessFile;
  deployment: Deployment;
  world: KeptWorld;
  clock: WorldClock;
  keepsake: Keepsake;
  heard: Heard;
  dynamodb: string;
}

interface Running {
  apiUrl: string;
  backstage: Backstage;
  stop: Closing;
}

async function run(parts: Parts): Promise<Running> {
  const { options, deployment, world, clock, keepsake, heard } = parts;
  const { seed, log, trouble } = options;
  await givePorts(clock, log);
  const tags = createCallTags();
  const { busySpeed: speed = 1, pauseSpeed = 1, deathOf = () => undefined, onDied = () => undefined } = trouble ?? {};
  const unscale = pauseSpeed === 1 ? () => undefined : scaleTimers(pauseSpeed, tags.isInside);
  const onBegin = () => clock.setBusy(true);
  const invoker = await createInvoker({ deployment, tags, onBegin, deathOf, onDied, speed });
  heard.route = createRouting(deployment);
  const table = await createLocalTable(new DynamoDBClient({ endpoint: parts.dynamodb }), deployment);
  const account = deployedAccount(parts.file, deployment, table.streamArn);
  heard.account = accountAnswers(account);
  const streams = new DynamoDBStreamsClient({ endpoint: parts.dynamodb });
  const readStream = () => createTableStream(streams, table, deployment.site.region);
  const triggers = startTriggers({
    deployment,
    invoker,
    world,
    readStream,
    keepsake,
    seed,
    log,
    pause: pauseAt(pauseSpeed),
  });
  heard.seen = (call) => {
    trouble?.onCall(call);
    if (call.failure !== undefined) log.error('the simulator failed', { ...call, failure: String(call.failure) });
    if (call.service === 'dynamodb' && WRITES.has(call.operation)) triggers.tableWritten();
  };
  const api = await startLocalApi(deployment, invoker, { port: options.apiPort, now: clock.now, log });
  const beat = startBeat({ world, clock, keepsake, triggers, invoker, table, log });
  const busy = () => triggers.busy() || invoker.running() > 0;
  const { invoke } = invoker;
  const stop = async () => {
    await stopAll({ api, beat, triggers, invoker, tags, world, keepsake, clock });
    unscale();
  };
  const { name: tableName } = table;
  const backstage = { deployment, dynamodbUrl: parts.dynamodb, tableName, readStream, invoke, busy, account };
  return { apiUrl: api.url, backstage, stop };
}

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'BatchWriteItem']);

/** The handlers' own module, so that it is the same one that the functions import. */
async function givePorts(clock: WorldClock, log: Log): Promise<void> {
  const { usePorts } = await import('../handlers/wiring.ts');
  usePorts({ clock: { now: clock.now, pause: pauseAt(1) }, log });
}

function pauseAt(speed: number): (milliseconds: number) => Promise<void> {
  return (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds / speed));
}
