import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Log } from '../../flow/ports.ts';
import type { Delivery } from '../aws/contract.ts';
import type { CallersRights } from '../aws/iam/forwardedCall.ts';
import type { KeptWorld, Undelivered } from '../aws/persistentAws.ts';
import type { SavedState } from '../aws/savedState.ts';
import { deployedAccount } from '../deployed/account.ts';
import { accountAnswers } from '../deployed/answers.ts';
import { createLocalTable } from '../dynamodb/localTable.ts';
import type { TableRights } from '../dynamodb/tableRights.ts';
import { createTableStream } from '../dynamodb/tableStream.ts';
import { createCallTags } from '../lambda/callTags.ts';
import { createInvoker, type Invoker } from '../lambda/invoker.ts';
import { createRouting } from '../lambda/routing.ts';
import type { Deployment, ServerlessFile } from '../lambda/serverlessFile.ts';
import { startTriggers, type Triggers } from '../lambda/triggers.ts';
import type { AccountAnswers } from '../wire/converse.ts';
import type { SeenCall } from '../wire/server.ts';
import { startBeat, stopAll } from './heartbeat.ts';
import { startLocalApi } from './localApi.ts';
import type { Backstage, LocalWorldOptions } from './localWorldOptions.ts';
import { openProbedNetwork } from './probedNetwork.ts';
import { scaleTimers } from './scaledTimers.ts';
import type { WorldClock } from './worldClock.ts';

/** Runs the product in the world: its functions, their triggers, and its API. */
export async function runWorld(parts: Parts): Promise<Running> {
  const { options, deployment, world, clock, savedState, recorded } = parts;
  const { seed, log, trouble } = options;
  await givePorts(clock, log);
  const tags = createCallTags();
  const { busySpeed: speed = 1, pauseSpeed = 1, deathOf = () => undefined, onDied = () => undefined } = trouble ?? {};
  const unscale = pauseSpeed === 1 ? () => undefined : scaleTimers(pauseSpeed, tags.isInside);
  const onBegin = () => clock.setBusy(true);
  const { probe, close } = await openProbedNetwork(world, deployment.site, options.applicationPort);
  const invoker = await createInvoker({ deployment, tags, onBegin, deathOf, onDied, speed, instead: { probe } });
  recorded.route = createRouting(deployment);
  answerInvocations(world, deployment, invoker);
  const table = await createLocalTable(new DynamoDBClient({ endpoint: parts.dynamodb }), deployment);
  const account = deployedAccount(parts.file, deployment, table.streamArn);
  recorded.account = accountAnswers(account);
  // The schedule may take an hour, but the first caller should find servers.
  if (options.furnish !== undefined) await invoker.invoke('takeInventory', {});
  // Before any trigger starts: a port in use aborts the start.
  const api = await startLocalApi(deployment, invoker, { port: options.apiPort, now: clock.now, log });
  const streams = new DynamoDBStreamsClient({ endpoint: parts.dynamodb });
  const readStream = () => createTableStream(streams, table, deployment.site.region);
  const pause = pauseAt(pauseSpeed);
  const triggers = startTriggers({ deployment, invoker, world, readStream, savedState, seed, log, pause });
  recorded.seen = (call) => {
    trouble?.onCall(call);
    handle(call, log, triggers);
  };
  const beat = startBeat({ world, clock, savedState, triggers, invoker, table, log });
  const busy = () => triggers.busy() || invoker.running() > 0;
  const { invoke } = invoker;
  const stop = async () => {
    await stopAll({ api, beat, triggers, invoker, tags, world, savedState, clock });
    unscale();
    close();
  };
  const { name: tableName } = table;
  const backstage = { deployment, dynamodbUrl: parts.dynamodb, tableName, readStream, invoke, busy, account };
  return { apiUrl: api.url, backstage, stop };
}

/** Whoever invokes a function of the deployment in Lambda gets the function's own answer. */
function answerInvocations({ functions }: KeptWorld, deployment: Deployment, invoker: Invoker): void {
  for (const { name, arn } of deployment.functions) {
    functions.set(arn.split(':').at(-1) ?? name, (payload) => invoker.invoke(name, payload));
  }
}

/** Stops what was started. */
export type Closing = () => void | Promise<void>;

/** What the product runs in and with. */
export interface Parts {
  options: LocalWorldOptions;
  file: ServerlessFile;
  deployment: Deployment;
  world: KeptWorld;
  clock: WorldClock;
  savedState: SavedState;
  recorded: Recorded;
  dynamodb: string;
}

/** The running product. */
export interface Running {
  apiUrl: string;
  backstage: Backstage;
  stop: Closing;
}

function handle(call: SeenCall, log: Log, triggers: Triggers): void {
  if (call.failure !== undefined) log.error('the simulator failed', { ...call, failure: String(call.failure) });
  if (call.service === 'dynamodb' && WRITES.has(call.operation)) triggers.tableWritten();
}

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'BatchWriteItem']);

/** Imports the handlers' own module, so that it is the instance that the functions import. */
async function givePorts(clock: WorldClock, log: Log): Promise<void> {
  const { usePorts } = await import('../../handlers/wiring/wiring.ts');
  usePorts({ clock: { now: clock.now, pause: pauseAt(1) }, log });
}

function pauseAt(speed: number): (milliseconds: number) => Promise<void> {
  return (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds / speed));
}

/** What is only known later: delivery targets, call observers, and what DRS may do on behalf of callers. */
export interface Recorded {
  route: (delivery: Delivery, bus: string) => Undelivered[];
  seen: (call: SeenCall) => void;
  rights: CallersRights;
  tableRights: TableRights;
  account: AccountAnswers;
}
