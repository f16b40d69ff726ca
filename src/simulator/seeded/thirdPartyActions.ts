import type { Instant } from '../../drill/drill.ts';

/** What others in the account do to servers (by index), and to nobody's knowledge; `forge`: somebody writes to our tables. */
export interface ThirdPartyAction {
  at: Instant;
  deed:
    | 'deny'
    | 'recover'
    | 'recoverTagged'
    | 'recoverInWaves'
    | 'failOver'
    | 'failOverUntagged'
    | 'stayInDrill'
    | 'drill'
    | 'drillInVain'
    | 'recoverInVain'
    | 'terminate'
    | 'terminateAny'
    | 'event'
    | 'launchInto'
    | 'drillInto'
    | 'deleteJobs'
    | 'deleteJobsAtOnce'
    | 'protect'
    | 'unprotect'
    | 'attachVolume'
    | 'janitor'
    | 'forge';
  servers: number[];
  waves?: RecoveryWave[];
  sweeping?: Sweeping;
}

/** A wave of an operator's real recovery. */
export interface RecoveryWave {
  servers: number[];
  /** After the end of the wave before; after its start, where that one hangs. */
  afterSeconds: number;
  /** For how long its job hangs in silence. */
  silentSeconds: number;
  /** When somebody releases the job in the product, after its start; null: nobody does. */
  releasedAfterSeconds: number | null;
}

/** What a janitor does to instances that nobody has told it of, and whether EventBridge delivers what EC2 says of that. */
export interface Sweeping {
  how: 'stop' | 'shutDown' | 'terminate' | 'restart';
  isReported: boolean;
}
