import type { Instant } from '../../drill/drill.ts';

/** What third parties do to servers, given by index. `forge`: a caller with write access forges items in our tables. */
export interface ThirdPartyAction {
  at: Instant;
  action:
    | 'deny'
    | 'recover'
    | 'recoverTagged'
    | 'recoverInWaves'
    | 'failOver'
    | 'failOverUntagged'
    | 'stayInDrill'
    | 'drill'
    | 'skippedDrill'
    | 'skippedRecovery'
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
  /** After the end of the previous wave; after its start, if its job hangs. */
  afterSeconds: number;
  /** How long its job hangs without a log line. */
  silentSeconds: number;
  /** When an operator releases the job in the product, counted from its start; null: never. */
  releasedAfterSeconds: number | null;
}

/** What a janitor does to instances it does not know, and whether EventBridge delivers the state changes. */
export interface Sweeping {
  how: 'stop' | 'shutDown' | 'terminate' | 'restart';
  isReported: boolean;
}
