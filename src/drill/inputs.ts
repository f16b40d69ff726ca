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
  /** EC2's word in DRS's spelling, an open enumeration: RUNNING, TERMINATED, NOT_FOUND … */
  state: string;
  pointInTimeAt: Instant | null;
  volumeIds: string[];
  /** DRS's `failback.state`; absent while no failback was begun. */
  failback?: string;
}

/** DRS's word for what is wrong with a replication, an open enumeration, and what it says beside it. */
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
      /** What DRS says is wrong with its replication, whatever its state; absent when it is nothing. */
      replicationError?: ReplicationError;
      lagSeconds: number | null;
      lastLaunch: { jobId: string | null; status: string | null; type: string | null };
      /** The account that replicates it, when another one does. */
      extendedFrom: string | null;
      launchDisposition: string;
      launchIntoInstanceId: string | null;
      /** Newest first; as many as the choice of the point needs. */
      points: RecoveryPoint[];
      liveInstances: RecoveryInstance[];
      /** Instances of it in EC2 that DRS lists as no drill's, or does not list at all. */
      unlistedInstances?: { instanceId: string; state: string }[];
      /** Live drill instances that a waiver lets it replace and that are not proved to have been made by their own jobs; `missing`: which proof. */
      notMadeInstances?: { instanceId: string; missing: string }[];
      /** Its last launch was a real recovery, and nothing tells of its instance or its end. */
      recoveryUnseen?: true;
      /** FAILOVER, FAILBACK; open. Null when DRS does not say. */
      replicationDirection?: string | null;
      /** Null when DRS does not say. */
      tags: Record<string, string> | null;
      /** Where its launch template puts it; null when it could not be read. */
      network: Network | null;
      /** What else its launch template says; null when it could not be read. */
      template?: LaunchTemplate | null;
      /** How long it took in an earlier drill; absent when none has measured it. */
      pastDurations?: PastDurations;
      /** How many of its post-launch actions are active; absent when they are switched off, or there are none. */
      launchActions?: { required: number; optional: number };
      /** What AWS refused to tell of it, in AWS's words; absent when it told everything. */
      refused?: RefusedAnswers;
    };

/** Members are there for the questions about one server that were refused, for as long as a person changes nothing. */
export interface RefusedAnswers {
  configuration?: string;
  points?: string;
  launchActions?: string;
  template?: { launchTemplateId: string; message: string; isMissing?: true };
  /** What became of the instance of its last real recovery. */
  recovery?: string;
}

/** A job as DRS describes it, and what its log says of each server. */
export interface JobSeen {
  jobId: string;
  /** PENDING, STARTED, COMPLETED; open. */
  status: string;
  createdAt: Instant | null;
  endedAt: Instant | null;
  /** Its log shows the job's end. Before that, what the log lacks may only not be there yet: DRS's answers lag. */
  logEnded: boolean;
  servers: JobServerSeen[];
}

export interface JobServerSeen {
  sourceServerId: string;
  /** PENDING, IN_PROGRESS, LAUNCHED, FAILED, TERMINATED; open. */
  launchStatus: string;
  instanceId: string | null;
  launchedAt: Instant | null;
  /** The newest log event of this server. */
  lastEvent: string | null;
  errorText: string | null;
  /** The log is complete, and shows that it ended before an instance existed. */
  neverExisted: boolean;
  usedPreviousSnapshot: boolean;
  /** The EC2 instances that converted its disks, as far as the log names them, the newest last; absent when it names none. */
  conversionServerIds?: string[];
  /** Post-launch actions of it have run, whatever its launch configuration said. */
  ranActions?: true;
  /** When DRS logged each step of this server: SNAPSHOT_END, CONVERSION_START … */
  steps: Record<string, Instant>;
}

/** A run of a post-launch action, as DRS tells of it; what DRS leaves out is null. */
export interface ActionRun {
  runId: string | null;
  actionId: string | null;
  name: string | null;
  optional: boolean | null;
  /** IN_PROGRESS, SUCCEEDED, FAILED; open, UNKNOWN where DRS does not say. */
  status: string;
  failureReason: string | null;
}

/** What a launch job tells of a server's post-launch actions. */
export interface ActionsReported {
  /** When Systems Manager saw its agent on the instance. */
  agentSeenAt: Instant | null;
  runs: ActionRun[];
}

/** How a server's instance stands. */
export interface StateSeen {
  sourceServerId: string;
  /** EC2's state; `gone` when neither EC2 nor DRS shows it, where both were asked; null when it is not told. */
  state: string | null;
  /** Of one that is down, or on its way there: since when, and why, as far as EC2 says. */
  downAt?: Instant;
  reason?: string;
  /** When it was last started (EC2's clock). */
  startedAt?: Instant;
  /** EC2 shows it, and DRS does not, or as made of something else. */
  isUnlisted?: true;
}

/** A server's instance as DRS and EC2 tell of it. */
export interface InstanceSeen extends StateSeen {
  /** Null when DRS lists no instance of this drill's job (yet). */
  instanceId: string | null;
  /** EC2's state: pending, running, stopped, shutting-down, terminated …; null when EC2 does not know it. */
  state: string | null;
  /** Both of EC2's status checks: ok, initializing, impaired …; null when not told. */
  statusChecks: string | null;
  pointInTimeAt: Instant | null;
  volumeIds: string[];
}

/** An instance with all its volumes: those that DRS made, and those that somebody attached. */
export interface Attached {
  sourceServerId: string;
  instanceId: string;
  volumeIds: string[];
}

/** What is left of a server's launch, as EC2 and DRS tell. */
export interface LeftoverSeen extends StateSeen {
  /** The instance the launch made: the known one, or one that this look found by DRS or by tag. */
  instanceId: string | null;
  /** EC2's state; null when EC2 does not know an instance. */
  state: string | null;
  /** All its volumes that this look learnt of. */
  volumeIds: string[];
  /** Where no instance lives (any more): the volumes of it that still exist, recorded ones and those that bear the job's tag; null when none were ever heard of. */
  volumesLeft: string[] | null;
  /** Some of its volumes were not recorded before: somebody has attached them since. */
  hasNewVolumes?: true;
  /** The conversion servers of its launch that are not terminated, with EC2's state; absent when none is left. */
  conversionServers?: { instanceId: string; state: string }[];
  /** Instances that live and that may be of its launch, for nobody tells their server or their job; absent when there are none. */
  suspects?: { instanceId: string; state: string }[];
}

/** A job that somebody else started for real, or that may be one, as a look shows it. */
export interface RecoverySeen {
  jobId: string;
  isReal: boolean;
  /** DRS does not know the job, yet or any more. */
  isUnknown?: true;
  completed: boolean;
  /** When it ended, as DRS or the job's log says; absent when nothing says so. */
  endedAt?: Instant;
  /** It has been silent for so long that a person's word counts: it holds up only the servers that it names. */
  released?: true;
  sourceServerIds: string[];
}

/**
 * How a call to AWS failed: refused for good, not now, or with an unknown result. UNAVAILABLE is an outage, or credentials or a clock
 * that AWS did not accept; of an act it says that nothing was done.
 */
export type FailureKind =
  | 'CONFLICT'
  | 'LEVER'
  | 'QUOTA'
  | 'THROTTLED'
  | 'DENIED'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'UNAVAILABLE'
  | 'UNKNOWN_RESULT';

/** What happened. Every input carries the time at which it was noticed. */
export type Input = { at: Instant } & (
  | {
      type: 'Requested';
      drillId: string;
      owner: string;
      request: DrillRequest;
      requestedBy: string;
      /** Whose drills are counted together; absent: nobody's. */
      requester?: string;
      requestHash: string;
      limits: Limits;
    }
  | { type: 'CancelRequested'; by: string; reason: string }
  | { type: 'HoldUntilRequested'; by: string; holdUntil: Instant }
  | { type: 'HoldEndRequested'; by: string }
  | { type: 'LeakAcknowledged'; by: string; reason: string }
  | { type: 'Woken'; n?: number }
  | { type: 'TurnCame' }
  | { type: 'HardStopFired'; n: number }
  /** `drillWord`: the event's own word for whether it was a drill's; absent where it says none. */
  | { type: 'ServerReported'; sourceServerId: string; jobId: string; result: LaunchResult; drillWord?: string }
  /** `downAt`: when, as the event says; absent where it does not. */
  | { type: 'InstanceReportedGone'; instanceId: string; sourceServerId: string; downAt?: Instant }
  | { type: 'InstanceReportedDown'; instanceId: string; sourceServerId: string; state: string; downAt?: Instant }
  | { type: 'RecoveryReported'; jobId: string }
  /** `attached`: all volumes of those of the instances that have more than were recorded; absent where none has. */
  | { type: 'GuardTerminated'; jobId: string; instanceIds: string[]; attached?: Attached[] }
  | { type: 'Restored'; restored: string }
  | { type: 'EffectFoundTaken'; effectId: string; takenAt: Instant }
  /** `world`: whose answer it is, by the hosts that were asked; absent where none was, and in what an earlier version has answered. */
  | ({ effectId: string; world?: World } & Answer)
);

/** Why the rest of what was asked about was not answered: they are to be asked again. */
export interface Missed {
  kind: FailureKind;
  message: string;
  retryAfterSeconds?: number;
}

/** What a performed effect came back with. */
export type Answer =
  /** `lookedAt`: when the look began (the performer's clock); absent where an earlier version has looked. */
  | { type: 'Inspected'; servers: ServerInspection[]; lookedAt?: Instant; missed?: Missed }
  | {
      type: 'BusyFound';
      lookedAt?: Instant;
      jobs: { sourceServerId: string; jobId: string; tags: Record<string, string> }[];
      recoveryJobIds: string[];
      /** What all open launches take; absent when none is open. */
      crowd?: Room;
    }
  /** Those that DRS does not list. */
  | { type: 'ServersFound'; unknown: string[] }
  | { type: 'HardStopArmed'; n: number; stopAt: Instant }
  | { type: 'WakeArmed'; n: number; wakeAt: Instant }
  | { type: 'WakeCame' }
  | { type: 'LaunchStarted'; launch: number; jobId: string; createdAt: Instant | null; found: boolean }
  | { type: 'LaunchRefused'; launch: number; servers: { sourceServerId: string; reason: string }[] }
  | { type: 'LaunchNotFound'; launch: number }
  /** The jobs that carry the drill's own tags; `tag` is the one of the launch. */
  | { type: 'JobsFound'; jobs: { jobId: string; tag: string; createdAt: Instant | null; sourceServerIds: string[] }[] }
  | { type: 'LaunchesSeen'; jobs: JobSeen[] }
  | { type: 'InstancesSeen'; wave: number; instances: InstanceSeen[]; lookedAt?: Instant }
  /** Of all that were asked about; null of those of whose actions DRS told nothing. */
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
      /** All volumes of those instances that have more than were recorded; absent where none has. */
      attached?: Attached[];
      /** Real recoveries for which some of the servers were left alone. */
      recoveries?: RecoverySeen[];
      /** How those that were asked about stood right before. */
      seen?: StateSeen[];
    }
  /** Nothing was terminated, for these real recoveries go on. */
  | { type: 'TerminationPostponed'; recoveries: RecoverySeen[]; seen?: StateSeen[] }
  | { type: 'RecoveriesSeen'; jobs: RecoverySeen[] }
  | { type: 'LeftoversSeen'; servers: LeftoverSeen[] }
  /** `untold`: what AWS has not told of it; what was known of that before still counts. */
  | {
      type: 'LeakLookedInto';
      servers: ({ sourceServerId: string; unreported?: (keyof WhyStanding)[] } & WhyStanding)[];
    }
  /** `seen`: what a termination had looked at before it failed. */
  | ({ type: 'EffectFailed'; seen?: StateSeen[] } & Missed);
