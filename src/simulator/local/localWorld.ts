import type { Instant } from '../../drill/drill.ts';
import type { Caller } from '../aws/contract.ts';
import { DRILL_NETWORK } from '../aws/drs/sourceServers.ts';
import { createKeptWorld, type KeptWorld } from '../aws/persistentAws.ts';
import { createSavedState, type SavedState } from '../aws/savedState.ts';
import { serveTable } from '../dynamodb/localTable.ts';
import { tableRightsOf } from '../dynamodb/tableRights.ts';
import { rightsOfFunctions } from '../lambda/deployedRights.ts';
import { enterLambda } from '../lambda/lambdaEnvironment.ts';
import { deploymentOf, readServerlessFile } from '../lambda/serverlessFile.ts';
import { startWire, type Wire } from '../wire/server.ts';
import { exampleAllowances } from './exampleChecks.ts';
import { lockFolder } from './folderLock.ts';
import type { Backstage, LocalWorldOptions } from './localWorldOptions.ts';
import { type Closing, type Recorded, runWorld } from './runWorld.ts';
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
  savedState: SavedState;
  backstage: Backstage;
  stop(): Promise<void>;
}

/** Starts everything: the table, the simulated AWS, the functions with their triggers, and the HTTP API. */
export async function startLocalWorld(options: LocalWorldOptions): Promise<LocalWorld> {
  const savedState = createSavedState(options.folder);
  const recorded = nobodyYet();
  const closing: Closing[] = [];
  try {
    if (options.folder !== undefined) closing.push(lockFolder(options.folder));
    const site: Caller = { accountId: ACCOUNT_ID, region: regionOf(options, savedState) };
    const clock = worldClock(options, savedState);
    const dynamodb = await serveTable(options);
    closing.unshift(dynamodb.stop);
    const file = readServerlessFile(parametersOf(options, site));
    const world = keptWorld(options, savedState, clock, recorded);
    options.furnish?.(world, site, savedState);
    const wire = await openWire(options, { world, recorded, dynamodbEndpoint: dynamodb.endpoint });
    closing.unshift(wire.close);
    const deployment = deploymentOf(file, site, wire.url);
    recorded.rights = (options.rightsOf ?? rightsOfFunctions)(file, deployment);
    recorded.tableRights = (options.tableRightsOf ?? tableRightsOf)(file, deployment);
    enterLambda(deployment, wire.url);
    const parts = { options, file, deployment, world, clock, savedState, recorded };
    const running = await runWorld({ ...parts, dynamodb: dynamodb.endpoint });
    closing.unshift(running.stop);
    const stop = () => closeAll(closing);
    return { ...running, awsUrl: wire.url, site, world, clock, savedState, stop };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

function keptWorld(
  options: LocalWorldOptions,
  savedState: SavedState,
  clock: WorldClock,
  recorded: Recorded,
): KeptWorld {
  return createKeptWorld({
    savedState,
    seed: options.seed,
    now: clock.now,
    queueUrlBase: QUEUE_URL_BASE,
    ...(options.trouble && { faults: options.trouble.faults }),
    route: (delivery, bus) => recorded.route(delivery, bus),
    rights: (caller, call) => recorded.rights(caller, call),
  });
}

function nobodyYet(): Recorded {
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
  { recorded, ...served }: { recorded: Recorded; world: KeptWorld; dynamodbEndpoint: string },
): Promise<Wire> {
  return startWire({
    ...served,
    port,
    accountId: ACCOUNT_ID,
    account: (...args) => recorded.account(...args),
    tableRights: (...args) => recorded.tableRights(...args),
    onCall: (call) => recorded.seen(call),
    ...(trouble && { tableFault: trouble.tableFault }),
  });
}

/** The probe is where simulated instances are. */
function parametersOf({ restored, parameters }: LocalWorldOptions, site: Caller): Record<string, string> {
  const probe = { probeSubnets: DRILL_NETWORK.subnetId, probeSecurityGroups: DRILL_NETWORK.securityGroupId };
  return { ...probe, ...exampleAllowances(site), ...parameters, ...(restored !== undefined && { restored }) };
}

function regionOf({ region = FIRST_REGION }: LocalWorldOptions, savedState: SavedState): string {
  const isNew = savedState.read('clock') === undefined;
  const kept = savedState.read<string>('region') ?? (isNew ? region : FIRST_REGION);
  savedState.write('region', kept);
  return kept;
}

/** The Region of every world saved before worlds recorded their Region. */
const FIRST_REGION = 'eu-west-1';

function worldClock({ speed, trouble }: LocalWorldOptions, savedState: SavedState): WorldClock {
  return createWorldClock(savedState.read<Instant>('clock') ?? Date.now(), speed, undefined, trouble?.busySpeed);
}

async function closeAll(closing: Closing[]): Promise<void> {
  for (const close of closing) await close();
}
