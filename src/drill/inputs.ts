import type { ServerChecked } from './checks/check.ts';
import type {
  DrillRequest,
  Instant,
  LaunchResult,
  LaunchTemplate,
  Limits,
  Network,
  PastDurations,
  Room,
  WhyStanding,
} from './drill.ts';
import type { Forecast, Machine, ServerForecast } from './forecast.ts';
import type { World } from './world.ts';

/** A point in time that a server can be recovered to. */
export interface RecoveryPoint {
  snapshotId: string;
  at: Instant;
}

/** A recovery instance as DRS lists it. */
export interface RecoveryInstance {
  instanceId: string;
  sourceServerId: string;
  jobId: string | null;
  isDrill: boolean;
  /** EC2's state in DRS's spelling, an open enumeration: RUNNING, TERMINATED, NOT_FOUND … */
  state: string;
  pointInTimeAt: Instant | null;
  volumeIds: string[];
  /** DRS's `failback.state`; absent when no failback was started. */
  failback?: string;
}

/** DRS's code for a replication error, an open enumeration, and its message. */
export interface ReplicationError {
  code: string;
  said: string | null;
}

/** What a look at one source server found before the drill. `exists: false` when DRS does not list it. */
export type ServerInspection =
  | { sourceServerId: string; exists: false }
  | {
      sourceServerId: string;
      exists: true;
      hostname: string | null;
      replicationState: string;
      /** The replication error that DRS reports, whatever the replication state; absent when there is none. */
      replicationError?: ReplicationError;
      lagSeconds: number | null;
      lastLaunch: { jobId: string | null; status: string | null; type: string | null };
      /** The account that replicates it, when it is another one. */
      extendedFrom: string | null;
      launchDisposition: string;
      launchIntoInstanceId: string | null;
      /** Newest first; as many as the choice of the point needs. */
      points: RecoveryPoint[];
      liveInstances: RecoveryInstance[];
      /** Its instances in EC2 that DRS does not list, or does not list as drill instances. */
      unlistedInstances?: { instanceId: string; state: string }[];
      /**
       * Live drill instances that a waiver lets it replace, but without proof that their own jobs made them. `missing`:
       * the missing proof.
       */
      notMadeInstances?: { instanceId: string; missing: string }[];
      /** Its last launch was a real recovery, and nothing shows its instance or its end. */
      recoveryUnseen?: true;
      /** FAILOVER, FAILBACK; an open enumeration. Null when DRS does not say. */
      replicationDirection?: string | null;
      /** Null when DRS does not say. */
      tags: Record<string, string> | null;
      /** The network of its launch template; null when the template could not be read. */
      network: Network | null;
      /** The other settings of its launch template; null when the template could not be read. */
      template?: LaunchTemplate | null;
      /** What it would be launched as; absent in inspections of an earlier version. */
      machine?: Machine;
      /** How long it took in an earlier drill; absent when none was measured. */
      pastDurations?: PastDurations;
      /** How many of its post-launch actions are active; absent when they are switched off, or there are none. */
      launchActions?: { required: number; optional: number };
      /** The calls about it that AWS refused, with AWS's messages; absent when none was refused. */
      refused?: RefusedAnswers;
    };

/** The questions about one server that AWS refuses until a person changes something. */
export interface RefusedAnswers {
  configuration?: string;
  points?: string;
  launchActions?: string;
  template?: { launchTemplateId: string; message: string; isMissing?: true };
  /** What became of the instance of its last real recovery. */
  recovery?: string;
}

/** A job as DRS describes it, with its log for each server. */
export interface JobSeen {
  jobId: string;
  /** PENDING, STARTED, COMPLETED; an open enumeration. */
  status: string;
  createdAt: Instant | null;
  endedAt: Instant | null;
  /** Its log shows the job's end. Before that, entries may be missing because DRS is eventually consistent. */
  logEnded: boolean;
  servers: JobServerSeen[];
}

export interface JobServerSeen {
  sourceServerId: string;
  /** PENDING, IN_PROGRESS, LAUNCHED, FAILED, TERMINATED; an open enumeration. */
  launchStatus: string;
  instanceId: string | null;
  launchedAt: Instant | null;
  /** The newest log event for this server. */
  lastEvent: string | null;
  errorText: string | null;
  /** The log is complete, and shows that the launch ended before an instance existed. */
  neverExisted: boolean;
  usedPreviousSnapshot: boolean;
  /** The EC2 instances that converted its disks, as named in the log, the newest last; absent when it names none. */
  conversionServerIds?: string[];
  /** Post-launch actions have run for it, whatever its launch configuration says. */
  ranActions?: true;
  /** When DRS logged each step of this server: SNAPSHOT_END, CONVERSION_START … */
  steps: Record<string, Instant>;
}

/** A run of a post-launch action, as DRS reports it. Null where DRS says nothing. */
export interface ActionRun {
  runId: string | null;
  actionId: string | null;
  name: string | null;
  optional: boolean | null;
  /** IN_PROGRESS, SUCCEEDED, FAILED; an open enumeration. UNKNOWN when DRS does not say. */
  status: string;
  failureReason: string | null;
}

/** What a launch job reports on a server's post-launch actions. */
export interface ActionsReported {
  /** When Systems Manager saw its agent on the instance. */
  agentSeenAt: Instant | null;
  runs: ActionRun[];
}

/** The state of a server's instance. */
export interface StateSeen {
  sourceServerId: string;
  /** EC2's state. `gone` when neither EC2 nor DRS shows it, and both were queried. Null when it is unknown. */
  state: string | null;
  /** For an instance that is down or going down: since when, and EC2's reason if it has one. */
  downAt?: Instant;
  reason?: string;
  /** When it was last started (EC2's clock). */
  startedAt?: Instant;
  /** EC2 shows it, but DRS does not, or lists it with another source server. */
  isUnlisted?: true;
}

/** A server's instance as DRS and EC2 report it. */
export interface InstanceSeen extends StateSeen {
  /** Null when DRS lists no instance of this drill's job (yet). */
  instanceId: string | null;
  /** EC2's state: pending, running, stopped, shutting-down, terminated …; null when EC2 does not know it. */
  state: string | null;
  /** Both of EC2's status checks: ok, initializing, impaired …; null when unknown. */
  statusChecks: string | null;
  pointInTimeAt: Instant | null;
  volumeIds: string[];
}

/** An instance with all its volumes: those that DRS created, and those that someone attached. */
export interface Attached {
  sourceServerId: string;
  instanceId: string;
  volumeIds: string[];
}

/** What is left of a server's launch, according to EC2 and DRS. */
export interface LeftoverSeen extends StateSeen {
  /** The instance of the launch: the known one, or one that this look found in DRS or by tag. */
  instanceId: string | null;
  /** EC2's state; null when EC2 does not know an instance. */
  state: string | null;
  /** All its volumes that this look found. */
  volumeIds: string[];
  /**
   * When no instance is alive (any more): its volumes that still exist, both recorded ones and those with the job's
   * tag. Null when none was ever known.
   */
  volumesLeft: string[] | null;
  /** Some of its volumes were not recorded before: someone has attached them since. */
  hasNewVolumes?: true;
  /** The conversion servers of its launch that are not terminated, with EC2's state; absent when none is left. */
  conversionServers?: { instanceId: string; state: string }[];
  /**
   * Live instances that may belong to its launch, because their server or job is unknown; absent when there are none.
   */
  suspects?: { instanceId: string; state: string }[];
}

/** A third party's job that is or may be a real recovery, as a look shows it. */
export interface RecoverySeen {
  jobId: string;
  isReal: boolean;
  /** DRS does not know the job yet, or no longer knows it. */
  isUnknown?: true;
  completed: boolean;
  /** When it ended, according to DRS or the job's log; absent when neither says so. */
  endedAt?: Instant;
  /** An operator has released it after a long silence: it holds up only the servers that it names. */
  released?: true;
  sourceServerIds: string[];
}

/**
 * How a call to AWS failed: permanently refused, refused for now, or with an unknown result. UNAVAILABLE is an outage,
 * or rejected credentials or clock. For an act it means that nothing was done.
 */
export type FailureKind =
  | 'CONFLICT'
  | 'LEVER'
  | 'BLACKOUT'
  | 'QUOTA'
  | 'THROTTLED'
  | 'DENIED'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'UNAVAILABLE'
  | 'UNKNOWN_RESULT';

/** Everything that a drill reacts to. Every input carries the time at which it was noticed. */
export type Input = { at: Instant } & (
  | {
      type: 'Requested';
      drillId: string;
      owner: string;
      request: DrillRequest;
      requestedBy: string;
      /** Whose share the drill counts against; absent: no one's. */
      requester?: string;
      requestHash: string;
      givenHash?: string;
      limits: Limits;
    }
  | { type: 'CancelRequested'; by: string; reason: string }
  | { type: 'HoldUntilRequested'; by: string; holdUntil: Instant }
  /** `force`: although required checks have no result. */
  | { type: 'HoldEndRequested'; by: string; force?: true }
  | { type: 'VerdictGiven'; by: string; check: string; passed: boolean; message: string; evidenceUrl?: string }
  | { type: 'LeakAcknowledged'; by: string; reason: string }
  | { type: 'Woken'; n?: number }
  | { type: 'TurnCame' }
  | { type: 'HardStopFired'; n: number }
  /** `drillWord`: the event's own detail on whether it was a drill; absent when it has none. */
  | { type: 'ServerReported'; sourceServerId: string; jobId: string; result: LaunchResult; drillWord?: string }
  /** `downAt`: when, according to the event; absent when it does not say. */
  | { type: 'InstanceReportedGone'; instanceId: string; sourceServerId: string; downAt?: Instant }
  | { type: 'InstanceReportedDown'; instanceId: string; sourceServerId: string; state: string; downAt?: Instant }
  | { type: 'CommandReported'; instanceId: string; sourceServerId: string; commandId: string }
  | { type: 'RecoveryReported'; jobId: string }
  /** `attached`: all volumes of the instances that have more than were recorded; absent when none has. */
  | { type: 'GuardTerminated'; jobId: string; instanceIds: string[]; attached?: Attached[] }
  | { type: 'Restored'; restored: string }
  | { type: 'EffectFoundTaken'; effectId: string; takenAt: Instant }
  /**
   * `world`: whose answer it is, by the hosts that were called; absent when none was, and in answers of an earlier
   * version.
   */
  | ({ effectId: string; world?: World } & Answer)
);

/** A source server that a wave may take. */
export interface Candidate {
  sourceServerId: string;
  /** Null when DRS does not say. */
  tags: Record<string, string> | null;
  /** When a drill last proved it; null when none has. */
  provedAt: Instant | null;
  /** When its newest drill ended, if the server itself kept it from passing; null otherwise. */
  failedAt: Instant | null;
  /** DRS says that it does not replicate any more. */
  isDisconnected: boolean;
}

/** Why some of the effect's servers were not answered. They are requested again. */
export interface Missed {
  kind: FailureKind;
  message: string;
  retryAfterSeconds?: number;
}

/** The result of a performed effect. */
export type Answer =
  /** `lookedAt`: when the look began (the performer's clock); absent in answers of an earlier version. */
  | { type: 'Inspected'; servers: ServerInspection[]; lookedAt?: Instant; missed?: Missed }
  | {
      type: 'BusyFound';
      lookedAt?: Instant;
      jobs: { sourceServerId: string; jobId: string; tags: Record<string, string> }[];
      recoveryJobIds: string[];
      /** What all open launches use; absent when none is open. */
      crowd?: Room;
    }
  /** `digest`: SHA-256 over the canonical JSON of the candidates. `seed`: what a random sample is drawn with. */
  | { type: 'CandidatesFound'; candidates: Candidate[]; digest: string; seed: number }
  | { type: 'Forecasted'; forecast: Forecast; servers: ServerForecast[] }
  /** The servers that DRS does not list. */
  | { type: 'ServersFound'; unknown: string[] }
  | { type: 'HardStopArmed'; n: number; stopAt: Instant }
  | { type: 'WakeArmed'; n: number; wakeAt: Instant }
  | { type: 'WakeCame' }
  | { type: 'LaunchStarted'; launch: number; jobId: string; createdAt: Instant | null; found: boolean }
  | { type: 'LaunchRefused'; launch: number; servers: { sourceServerId: string; reason: string }[] }
  | { type: 'LaunchNotFound'; launch: number }
  /** The jobs that carry the drill's own tags. `tag` is the tag of the launch. */
  | { type: 'JobsFound'; jobs: { jobId: string; tag: string; createdAt: Instant | null; sourceServerIds: string[] }[] }
  | { type: 'LaunchesSeen'; jobs: JobSeen[] }
  | { type: 'InstancesSeen'; wave: number; instances: InstanceSeen[]; lookedAt?: Instant }
  /** All servers in the effect. Null for those whose actions DRS did not report. */
  | { type: 'ActionsSeen'; servers: { sourceServerId: string; reported: ActionsReported | null }[] }
  | {
      type: 'PointsSeen';
      wave: number;
      points: ({ sourceServerId: string } & { snapshotId: string | null })[];
      missed?: Missed;
    }
  | {
      type: 'TerminationAccepted';
      jobId: string | null;
      /** The instances as DRS listed them, with their volumes. */
      found: { sourceServerId: string; instanceId: string; volumeIds: string[] }[];
      accepted: string[];
      unproven: { sourceServerId: string; missing: string }[];
      /** All volumes of those instances that have more than were recorded; absent when none has. */
      attached?: Attached[];
      /** Real recoveries because of which some of the servers were left alone. */
      recoveries?: RecoverySeen[];
      /** The state of the effect's instances right before. */
      seen?: StateSeen[];
    }
  /** Nothing was terminated, because these real recoveries are running. */
  | { type: 'TerminationPostponed'; recoveries: RecoverySeen[]; seen?: StateSeen[] }
  | { type: 'RecoveriesSeen'; jobs: RecoverySeen[] }
  | { type: 'LeftoversSeen'; servers: LeftoverSeen[] }
  /** `unreported`: what AWS did not answer about it. Earlier answers to that still count. */
  | {
      type: 'LeakLookedInto';
      servers: ({ sourceServerId: string; unreported?: (keyof WhyStanding)[] } & WhyStanding)[];
      missed?: Missed;
    }
  /** How a check ended on servers; those that have not ended yet are missing. */
  | { type: 'ServersChecked'; check: string; servers: ServerChecked[] }
  /** `notSent`: the servers that did not get it, and why. The id is null when none got it. */
  | {
      type: 'CommandSent';
      check: string;
      commandId: string | null;
      sourceServerIds: string[];
      notSent: ServerChecked[];
    }
  /** `verdict`: null when the function leaves it to people. `output`: the SHA-256 of its whole answer. */
  | {
      type: 'FunctionAnswered';
      check: string;
      verdict: { passed: boolean; message: string } | null;
      output?: string;
    }
  /** `seen`: what a termination saw before it failed. */
  | ({ type: 'EffectFailed'; seen?: StateSeen[] } & Missed);
