import type { Log } from '../../flow/ports.ts';
import type { Caller } from '../aws/contract.ts';
import type { KeptWorld } from '../aws/persistentAws.ts';
import type { SavedState } from '../aws/savedState.ts';
import type { DeployedAccount } from '../deployed/truth.ts';
import type { tableRightsOf } from '../dynamodb/tableRights.ts';
import type { rightsOfFunctions } from '../lambda/deployedRights.ts';
import type { Invoker } from '../lambda/invoker.ts';
import type { Deployment } from '../lambda/serverlessFile.ts';
import type { ReadStream } from '../lambda/streamReading.ts';
import type { Trouble } from './faultHooks.ts';

export interface LocalWorldOptions {
  apiPort: number;
  awsPort: number;
  /** Simulated seconds per real second while idle. */
  speed: number;
  seed: number;
  /** The Region of a new world. A saved world keeps its own. */
  region?: string;
  /** Sets up the world before anyone can call it. */
  furnish?: (world: KeptWorld, site: Caller, savedState: SavedState) => void;
  /** Where the state is kept between runs; undefined: nowhere. */
  folder: string | undefined;
  /** The file of the table alone, when nothing else is kept. An in-memory table slows down as its stream grows. */
  tableFile?: string;
  log: Log;
  /** The name of the newest restore of the table, which may be older than the rest of the state. */
  restored?: string;
  /** Values of serverless.yml's `params`, as `--param` gives them. */
  parameters?: Record<string, string>;
  /** A port of this machine where an HTTP server plays every application that works; default: one that answers 200. */
  applicationPort?: number;
  trouble?: Trouble;
  /** What DRS may do on behalf of the functions; default: what serverless.yml allows their roles. */
  rightsOf?: typeof rightsOfFunctions;
  /** What the functions may do with the table; same default. */
  tableRightsOf?: typeof tableRightsOf;
}

/** Access for checkers only. */
export interface Backstage {
  deployment: Deployment;
  /** The table's own endpoint, without faults. */
  dynamodbUrl: string;
  tableName: string;
  /** The table's stream from any record on, as long as the records exist. */
  readStream(): ReadStream;
  invoke: Invoker['invoke'];
  /** What AWS reports about the deployment. A test changes it to inject a fault. */
  account: DeployedAccount;
  /** Whether a delivery is pending or a function is running. */
  busy(): boolean;
}
