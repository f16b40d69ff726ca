import type { Instant } from '../../drill/drill.ts';
import type { Caller } from '../aws/contract.ts';
import { createKeptWorld, type KeptWorld } from '../aws/persistentAws.ts';
import { createKeepsake, type Keepsake } from '../aws/savedState.ts';
import { serveTable } from '../dynamodb/localTable.ts';
import { tableRightsOf } from '../dynamodb/tableRights.ts';
import { rightsOfFunctions } from '../lambda/deployedRights.ts';
import { enterLambda } from '../lambda/lambdaEnvironment.ts';
import { deploymentOf, readServerlessFile } from '../lambda/serverlessFile.ts';
import { startWire, type Wire } from '../wire/server.ts';
import { lockFolder } from './folderLock.ts';
import type { Backstage, LocalWorldOptions } from './localWorldOptions.ts';
import { type Closing, type Heard, runWorld } from './runWorld.ts';
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

/** Starts everything: the table, the simulated AWS, the functions with their triggers, and the HTTP API. */
export async function startLocalWorld(options: LocalWorldOptions): Promise<LocalWorld> {
  const keepsake = createKeepsake(options.folder);
  const heard = nobodyYet();
  const closing: Closing[] = [];
  try {
    if (options.folder !== undefined) closing.push(lockFolder(options.folder));
    const site: Caller = { accountId: ACCOUNT_ID, region: regionOf(options, keepsake) };
    const clock = worldClock(options, keepsake);
    const dynamodb = await serveTable(options);
    closing.unshift(dynamodb.stop);
    const file = readServerlessFile(parametersOf(options));
    const world = createKeptWorld({
      keepsake,
      seed: options.seed,
      now: clock.now,
      queueUrlBase: QUEUE_URL_BASE,
      ...(options.trouble && { faults: options.trouble.faults }),
      route: (delivery, bus) => heard.route(delivery, bus),
      rights: (caller, call) => heard.rights(caller, call),
    });
    options.furnish?.(world, site, keepsake);
    const wire = await openWire(options, { world, heard, dynamodbEndpoint: dynamodb.endpoint });
    closing.unshift(wire.close);
    const deployment = deploymentOf(file, site, wire.url);
    heard.rights = (options.rightsOf ?? rightsOfFunctions)(file, deployment);
    heard.tableRights = (options.tableRightsOf ?? tableRightsOf)(file, deployment);
    enterLambda(deployment, wire.url);
    const endpoint = dynamodb.endpoint;
    const running = await runWorld({ options, file, deployment, world, clock, keepsake, heard, dynamodb: endpoint });
    closing.unshift(running.stop);
    const stop = () => closeAll(closing);
    return { ...running, awsUrl: wire.url, site, world, clock, keepsake, stop };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

function nobodyYet(): Heard {
  return {
    route: () => [],
    seen: () => undefined,
    rights: () => true,
    tableRights: () => undefined,
    account: () => undefined,
  };
}

const ACCOUNT_ID = '111122223333';

const QUEUE_URL_BASE = 'http://127.0.0.1';

function openWire(
  { awsPort: port, trouble }: LocalWorldOptions,
  { heard, ...served }: { heard: Heard; world: KeptWorld; dynamodbEndpoint: string },
): Promise<Wire> {
  return startWire({
    ...served,
    port,
    accountId: ACCOUNT_ID,
    account: (...asked) => heard.account(...asked),
    tableRights: (...asked) => heard.tableRights(...asked),
    onCall: (call) => heard.seen(call),
    ...(trouble && { tableFault: trouble.tableFault }),
  });
}

function parametersOf({ restored, parameters }: LocalWorldOptions): Record<string, string> {
  return { ...parameters, ...(restored !== undefined && { restored }) };
}

function regionOf({ region = FIRST_REGION }: LocalWorldOptions, keepsake: Keepsake): string {
  const isNew = keepsake.read('clock') === undefined;
  const kept = keepsake.read<string>('region') ?? (isNew ? region : FIRST_REGION);
  keepsake.write('region', kept);
  return kept;
}

/** Where every world was before it was kept in which Region it is. */
const FIRST_REGION = 'eu-west-1';

function worldClock({ speed, trouble }: LocalWorldOptions, keepsake: Keepsake): WorldClock {
  return createWorldClock(keepsake.read<Instant>('clock') ?? Date.now(), speed, undefined, trouble?.busySpeed);
}

async function closeAll(closing: Closing[]): Promise<void> {
  for (const close of closing) await close();
}
