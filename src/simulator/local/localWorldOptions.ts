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
  /** Simulated seconds in a second of the wall's, while nothing is being worked on. */
  speed: number;
  seed: number;
  /** The Region of a new world; one that was kept stays in its own. */
  region?: string;
  /** Puts into the world what is to be there before anybody can ask for it. */
  furnish?: (world: KeptWorld, site: Caller, savedState: SavedState) => void;
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
  /** What the functions may do with the table; default: the same. */
  tableRightsOf?: typeof tableRightsOf;
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
