import type { Check, CheckFailure } from './checks/check.ts';
import type { CheckTerms } from './checks/checkTerms.ts';
import type { EffectKey, EffectKind } from './effectKeys.ts';
import type { Forecast } from './forecast.ts';
import type { Timer } from './timers.ts';
import type { World } from './world.ts';

/** A moment, in milliseconds since the Unix epoch. */
export type Instant = number;

export const PHASES = ['REQUESTED', 'VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING', 'ENDED'] as const;
/** Where the drill is. */
export type Phase = (typeof PHASES)[number];

/** How drills end that are counted. A dry run is not counted, however it ends. */
export const DRILLED_OUTCOMES = ['PASSED', 'FAILED', 'OBJECTIVE_MISSED', 'REJECTED', 'CANCELLED', 'YIELDED'] as const;
export const OUTCOMES = [...DRILLED_OUTCOMES, 'READY'] as const;
/** How the drill ended, or will end once it is clean. READY: a dry run whose checks have all passed. */
export type Outcome = (typeof OUTCOMES)[number];

export const CLEANUPS = ['NOT_NEEDED', 'PENDING', 'RUNNING', 'CLEAN', 'LEAKED'] as const;
/** The state of the cleanup: nothing to clean, still to do, running, proved clean, or not provable so far. */
export type Cleanup = (typeof CLEANUPS)[number];

/** An account in a Region, where DRS launches the instances. */
export interface Site {
  accountId: string;
  region: string;
}

/** Which recovery point the servers are launched from. */
export type RecoveryPointChoice =
  | { type: 'LATEST' }
  | { type: 'AT_OR_BEFORE'; at: Instant }
  | { type: 'ID'; ids: Record<string, string> };

/** A check that the caller waives, and why. */
export interface Waiver {
  check: string;
  sourceServerId?: string;
  reason: string;
}

/** What the caller requests, apart from the servers. All durations are in seconds. */
export interface Terms {
  recoveryPoint: RecoveryPointChoice;
  holdSeconds: number;
  lagSecondsMax: number;
  bootSecondsMax: number;
  launchAllowanceSeconds: number;
  /** How long the drill may wait for its turn. Absent in drills that an earlier version accepted. */
  startWithinSeconds?: number;
  onLaunchFailure: 'HOLD' | 'CONTINUE' | 'TERMINATE';
  /** The hold ends as soon as every required check has a result, and otherwise at its end. */
  endHold?: 'WHEN_CHECKED';
  /** Ends before anything is launched: it validates, and forecasts what a drill would take. */
  dryRun?: true;
  objectives: { recoveryTimeSeconds?: number; recoveryPointSeconds?: number };
  waivers: Waiver[];
  recoveryPlan?: string;
  reason: string;
  changeReference?: string;
  tags: Record<string, string>;
}

/** Which of a site's source servers a wave takes, by their tags in DRS. */
export interface Choice {
  /** The allowed values of each key. A server must have one of them for every key. */
  tags: Record<string, string[]>;
  exclude?: string[];
  /** Takes only so many of them. STALEST: those that were never proved first, then those proved the longest ago. */
  sample?: { count: number; by: 'STALEST' | 'RANDOM' };
}

/** What the caller requests for a wave, apart from its servers. */
export interface WaveTerms {
  /** How its servers are chosen when the drill is requested; absent when the request names them. */
  choice?: Choice;
  /** VERIFIED: it begins once the wave before it is verified. Absent: once that wave is launched. */
  startWhen?: 'VERIFIED';
  /** How long it waits after that. */
  waitSeconds?: number;
  /** Its failures do not fail the drill. */
  optional?: true;
}

/** The version of a plan that a drill was started from. The hash is SHA-256 over its canonical JSON (RFC 8785). */
export interface PlanVersion {
  name: string;
  version: number;
  hash: string;
}

/** The run of a schedule: a schedule makes at most one drill for each scheduled time. */
export interface ScheduledRun {
  name: string;
  scheduledAt: Instant;
}

/** A validated request: who wants which servers drilled, in which order, and how. */
export interface DrillRequest {
  site: Site;
  /** The servers that the request names, by wave. */
  waves: string[][];
  /** By wave; absent when all waves have none. */
  waveTerms?: WaveTerms[];
  /** What is checked during the hold; absent: nothing. */
  checks?: CheckTerms[];
  terms: Terms;
  plan?: PlanVersion;
  schedule?: ScheduledRun;
}

/** The settings of a deployment that decisions depend on. */
export interface Limits {
  serversPerJob: number;
  jobsMax: number;
  serversInJobsMax: number;
  holdSecondsMax: number;
  /** Where drill instances may be launched. ANY switches the check off; null (not configured) fails it. */
  drillNetworks: Network | 'ANY' | null;
}

/** Subnets and security groups, by id. */
export interface Network {
  subnetIds: string[];
  securityGroupIds: string[];
}

/** What the default version of a launch template says about the instance. */
export interface LaunchTemplate {
  /** Existing network interfaces that it uses instead of new ones. */
  networkInterfaceIds: string[];
  /** The instance has termination protection. */
  isProtected: boolean;
  /** A volume is kept when the instance is terminated. */
  keepsVolumes: boolean;
}

/**
 * A StartRecovery for a part of a wave. `COMPLETED` means that its job has ended. `VOID` means that it certainly
 * started nothing.
 */
export interface Launch {
  wave: number;
  state: 'PLANNED' | 'REQUESTED' | 'STARTED' | 'COMPLETED' | 'VOID';
  jobId?: string;
  /** When the job was created and ended (DRS's clock). */
  createdAt?: Instant;
  endedAt?: Instant;
  /** When it was first requested (our clock), and how often. */
  requestedAt?: Instant;
  attempts: number;
  /**
   * When DRS first no longer listed its job, and when the job counted as lost. How it ended is then unknown (our
   * clock).
   */
  missingAt?: Instant;
  lostAt?: Instant;
  /** An attempt was never answered, so a job may exist until a late look finds none. */
  unanswered?: true;
}

export type LaunchResult = 'LAUNCHED' | 'FAILED';
/** How far an instance was verified. */
export type Verified = 'RUNNING' | 'STATUS_CHECKS' | 'STOPPED_AS_CONFIGURED';
/** Why nothing of a server's launch is left. */
export type GoneProof = 'TERMINATED' | 'NEVER_EXISTED' | 'ABSENT_TWICE' | 'ACKNOWLEDGED';

/** The recovery point that an instance came from. `at` is DRS's pointInTimeSnapshotDateTime. */
export interface PointUsed {
  kind: 'ON_DEMAND' | 'CHOSEN' | 'PREVIOUS' | 'UNKNOWN';
  at?: Instant;
  /** Absent until it was looked for; null when DRS has no snapshot of that time. */
  snapshotId?: string | null;
  /** When a look first found none of that time. A later look may find it. */
  unseenAt?: Instant;
}

/** How a server's instance stopped being what was verified, before its hold ended. */
export interface Loss {
  /** EC2's state, or `gone`. Null when it is unknown whether the instance was still up. */
  state: string | null;
  /** When that began (EC2's clock), and EC2's reason if it has one. */
  lostAt: Instant | null;
  reason: string | null;
}

/** How many post-launch actions have succeeded, have failed, or are still open. */
export interface ActionTally {
  succeeded: number;
  failed: number;
  open: number;
}

/** A server's post-launch actions. */
export interface ServerActions {
  /** How many are active in its launch configuration: required and optional ones. */
  required: number;
  optional: number;
  /** The runs that DRS has reported; absent until it reports any. */
  reported?: { required: ActionTally; optional: ActionTally };
  /** When Systems Manager saw its agent on the instance, according to DRS. */
  agentAt?: Instant;
  /** The first required action that failed, and why. */
  failure?: string;
  /** When the newest look at them was answered (our clock). */
  lookedAt?: Instant;
}

/** A run of a post-launch action that has not succeeded. */
export interface UnfinishedAction {
  sourceServerId: string;
  name: string;
  optional: boolean;
  /** IN_PROGRESS, FAILED; an open enumeration. */
  status: string;
  reason: string | null;
}

/** One source server in the drill. Absent members are not known (yet), or do not apply. */
export interface Server {
  wave: number;
  /** Index into Drill.launches of its launch. */
  launch?: number;
  usedPrevious?: true;
  /** When the newest look at it before its launch began (our clock). */
  inspectedAt?: Instant;
  /** Set when its last launch was a real recovery: when the first look found no instance of it (our clock). */
  recoveryUnseenAt?: Instant;
  /** An event reported its launch before a look did. It only triggers a look. */
  reported?: true;
  result?: LaunchResult;
  /** At most ERROR_BYTES_KEPT bytes; the journal has more. */
  error?: string;
  /** The check, safeguard or lever that kept it from being launched. That says nothing about the server. */
  stoppedBy?: string;
  /** The job log shows that the launch ended before an instance existed. Its volumes are yet to be looked for. */
  neverExisted?: true;
  instanceId?: string;
  /** Its launch failed, and the job log named these conversion servers; at most CONVERSION_SERVERS_KEPT. */
  conversionServerIds?: string[];
  /** DRS or EC2 has listed this instance, with its volumes. */
  listed?: true;
  /** Its launch configuration leaves the instance stopped. */
  stopped?: true;
  /** LAUNCH_END in the job log (DRS's clock). */
  launchedAt?: Instant;
  /** Its replication lag, as DRS reported it at the first inspection. */
  lagSeconds?: number;
  /** When the newest look that did not find it working began (our clock). */
  notReadyAt?: Instant;
  /** The first look that found it working (our clock). */
  verifiedAt?: Instant;
  verified?: Verified;
  /** Verification gave up on it, or a required post-launch action did not succeed. */
  verificationFailed?: true;
  /** Absent when it has none. */
  actions?: ServerActions;
  point?: PointUsed;
  /** When the instance went down according to the first event (EC2's clock). Set until a look has checked it. */
  downAt?: Instant;
  suspect?: true;
  /** A look at the end of its hold found it up. */
  held?: true;
  lost?: Loss;
  /** When DRS accepted its termination (our clock). */
  terminationAt?: Instant;
  /** The missing proof of ownership. Without it the instance is not touched. */
  unproven?: string;
  /** When that was last found; absent when an earlier version found it. */
  unprovenAt?: Instant;
  /** An event reported that the instance is terminated. It only triggers a look. */
  reportedGone?: true;
  /** When the first empty look after the job's end was made. */
  emptyAt?: Instant;
  gone?: GoneProof;
}

export type WaveState = 'WAITING' | 'LAUNCHING' | 'LAUNCHED';
export interface Wave extends WaveTerms {
  state: WaveState;
  /** When its wait after the wave before it ends. */
  waitsUntil?: Instant;
  /** When its launch began (our clock), and the deadline. */
  beganAt?: Instant;
  deadlineAt?: Instant;
  /** When all of its servers had a result (our clock). */
  launchedAt?: Instant;
  /**
   * The longest launch and the shortest termination of its servers in earlier drills; absent when none was measured.
   */
  pastDurations?: PastDurations;
}

/** An effect that was requested and is not answered yet. */
export interface OpenEffect {
  kind: EffectKind;
  key: EffectKey;
  requestedAt: Instant;
  /** When it is to be performed. Later than requestedAt for a delayed wake. */
  dueAt: Instant;
  /** Set when a performer is known to have taken it. */
  takenAt?: Instant;
  /** How many attempts were made before. */
  attempt: number;
}

export interface FailedCheck {
  check: string;
  sourceServerId?: string;
  message: string;
}

/** A problem that does not refuse the server, but should be fixed. */
export interface Warning {
  check: string;
  /** Absent when it concerns the whole drill. */
  sourceServerId?: string;
}

/** A real recovery's job, as far as it concerns this drill. */
export interface Recovery {
  /** The servers of this drill that it names. */
  servers: string[];
  /** REPORTED: someone reported it, and no look has confirmed it yet. */
  state: 'REPORTED' | 'RUNNING' | 'COMPLETED';
  reportedAt?: Instant;
  /** When it ended; absent when it was no real recovery. */
  completedAt?: Instant;
  /** It hangs, and an operator has released the servers that it does not name for cleaning. */
  released?: true;
}

/** Why an instance does not go, according to AWS. Absent members do not apply, or are not known. */
export interface WhyStanding {
  /** EC2's `disableApiTermination`: the instance has termination protection. */
  isProtected?: true;
  /** DRS's `failback.state`; absent when no failback was started. */
  failback?: string;
  /** The newest failure of this server in the log of a terminate job, with its event. */
  lastWords?: string;
}

/** The drill's record: what `decide` needs to know, and nothing else. It is the fold of its journal. */
export interface Drill {
  schema: 2;
  drillId: string;
  owner: string;
  site: Site;
  requestedBy: string;
  requestedAt: Instant;
  /** The time of the newest fact. It never runs backwards. */
  at: Instant;
  phase: Phase;
  phaseAt: Instant;
  /** The deadline of its wait for a turn, and the drills before it; absent when it never waited. */
  waitsUntil?: Instant;
  turnBehind?: string[];
  /** DRS has listed all its servers while it waited for its turn. */
  serversKnown?: boolean;
  outcome?: Outcome;
  /** Why the outcome is not PASSED, in a sentence. */
  why?: string;
  cleanup: Cleanup;
  terms: Terms;
  plan?: PlanVersion;
  schedule?: ScheduledRun;
  /** SHA-256 of the canonical JSON of the request as it was given, which is an item of its own. */
  givenHash?: string;
  limits: Limits;
  /** What a drill like this dry run would take. */
  forecast?: Forecast;
  waves: Wave[];
  /** Absent when the request has none. */
  checks?: Check[];
  /** The first servers that did not pass a check; at most CHECK_FAILURES_KEPT. The journal has all. */
  checkFailures?: CheckFailure[];
  launches: Launch[];
  servers: Record<string, Server>;
  open: Record<string, OpenEffect>;
  /** How many effects were ever requested. It gives the next id. */
  effectCount: number;
  /** When each kind of wait ends: the next look or deadline, by the name of the timer. */
  timers: { [timer in Timer]?: Instant };
  /** Consecutive failures by the key of the effect, for the backoff. */
  failures: { [key in EffectKey]?: number };
  scheduledWake?: { n: number; at: Instant };
  wakeCount: number;
  /** The newest hard stop that is known to exist. */
  hardStop?: { n: number; at: Instant };
  hardStopCount: number;
  /** A hard stop that was requested and is not known to exist yet. */
  hardStopRequested?: { n: number; at: Instant };
  /** Validation: the servers that are not inspected yet, and the oldest look. */
  uninspected: string[];
  jobsInspected: boolean;
  inspectedAt?: Instant;
  /** When the look at jobs began. */
  jobsInspectedAt?: Instant;
  /** The look found that open jobs leave no room for the first wave. */
  crowded?: true;
  failedChecks: FailedCheck[];
  failedCheckCount: number;
  waived: Waiver[];
  /** The first WARNINGS_KEPT of them. */
  warnings?: Warning[];
  warningCount?: number;
  /** At least one DRS or EC2 event arrived from the drill's Region while it ran. */
  hasReceivedEvents?: true;
  holdUntil?: Instant;
  /** An extension that waits for its hard stop. */
  holdWanted?: Instant;
  /** Who requested it. */
  holdWantedBy?: string;
  /** When the hold began and ended, and who ended or extended it, if an operator did (our clock). */
  holdBeganAt?: Instant;
  holdEndedAt?: Instant;
  holdEndedBy?: string;
  holdExtendedBy?: string;
  cancelledBy?: string;
  /** How many servers the next terminate call may name. */
  terminationSize: number;
  /** The same for servers whose launch still runs for other servers; as many as fit a job if it is not set. */
  earlyTerminationSize?: number;
  /** Real recoveries that this drill yielded to or was notified of, by job id; at most RECOVERIES_MAX. */
  recoveries: Record<string, Recovery>;
  /** The newest restore of the table that the drill knows of. */
  restored?: string;
  /** Set after a restore until AWS was queried for the drill's jobs. */
  seeksJobs?: true;
  /**
   * Whether AWS itself or a simulation has answered. Absent until there is an answer, and in drills of an earlier
   * version.
   */
  world?: World;
  claimed: boolean;
  reserved: boolean;
  /** What still existed at the last look, by server, once cleaning takes long. At most STANDING_SERVERS_KEPT. */
  standing?: Record<string, string>;
  /** Why it still exists, according to AWS. At most STANDING_SERVERS_KEPT. */
  whyStanding?: Record<string, WhyStanding>;
  /** When the newest sign of a leak came that AWS has not explained yet, by server. At most STANDING_SERVERS_KEPT. */
  unexplained?: Record<string, Instant>;
  /** The jobs of accepted terminations, the newest last; at most TERMINATE_JOBS_KEPT. */
  terminateJobs?: string[];
  /** The lever forbids terminations: since when that is known, and the lever's reason. */
  frozen?: { since: Instant; because: string };
  /** Runs of post-launch actions that have not succeeded, failed ones first; at most ACTION_RUNS_KEPT. */
  unfinishedActions?: UnfinishedAction[];
  /** Why DRS refused the last termination, in its own words; absent when DRS accepted it. */
  terminationRefused?: string;
  /** Why it was given up. Kept until it is known whether anything was launched, which decides its outcome. */
  givenUp?: FailedCheck;
  /**
   * The key of the effect that has failed in every attempt since then, and the last message: AWS's, or that of the
   * lever or a blackout, which are `ours`.
   */
  stuck?: { key: EffectKey; since: Instant; because: string; ours?: true };
  /** What the drill waits for, and since when that is known. */
  waits?: { for: Wait['for']; since: Instant };
  /** When its last wait ended. */
  waitedUntil?: Instant;
}

/** What a drill waits for, since when, and how many of its instances are or may be up meanwhile. */
export type Wait = {
  since: Instant;
  instances: number;
} /** A turn in the quotas of its site, which these drills hold or wait for before it. */ & (
  | { for: 'TURN'; drillIds: string[]; until: Instant }
  /** The later of the two looks that prove that nothing is left of these servers' last real recovery. */
  | { for: 'SECOND_LOOK'; sourceServerIds: string[]; until: Instant }
  /**
   * A real recovery. `endedAt`: when its job ended, null while it runs. `released`: it holds up only the servers that
   * it names.
   */
  | { for: 'REAL_RECOVERY'; jobId: string; endedAt: Instant | null; released: boolean }
  /** The wave before to be verified, or the end of the pause before the next wave. */
  | { for: 'WAVE'; wave: number; until: Instant | null }
  /** A FROZEN lever, with the reason of the operator who froze it. */
  | { for: 'LEVER'; because: string }
  /** DRS refuses to terminate, with its message. */
  | { for: 'DRS'; because: string }
  /** AWS keeps failing or not answering, with its message. */
  | { for: 'AWS'; because: string }
  /**
   * The end of launches; `jobIds` has only the jobs that DRS has reported. Their instances cannot be terminated before.
   */
  | { for: 'LAUNCH'; jobIds: string[] }
  /** The proof that instances of these servers belong to the drill. Without it they are never terminated. */
  | { for: 'PROOF'; sourceServerIds: string[]; because: string }
  /** The end of accepted terminations, or its proof, once it takes longer than it should. */
  | { for: 'TERMINATION' }
  /** An operator: the drill was quarantined for this reason, and does not continue by itself. */
  | { for: 'PERSON'; because: string }
);

/** From a launch job's creation to LAUNCH_END, and from an accepted termination to the proof that nothing is left. */
export interface PastDurations {
  launchSeconds: number;
  terminationSeconds: number | null;
}

/** The most jobs, and servers in jobs, that a drill ever has open at once. */
export type Need = Room;

/** Jobs, and servers in jobs. */
export interface Room {
  jobs: number;
  servers: number;
}
