import type { EffectKey, EffectKind } from './effectKeys.ts';
import type { Timer } from './timers.ts';
import type { World } from './world.ts';

/** A moment, in milliseconds since the Unix epoch. */
export type Instant = number;

export const PHASES = ['REQUESTED', 'VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING', 'ENDED'] as const;
/** Where the drill is. */
export type Phase = (typeof PHASES)[number];

export const OUTCOMES = ['PASSED', 'FAILED', 'OBJECTIVE_MISSED', 'REJECTED', 'CANCELLED', 'YIELDED'] as const;
/** How the drill ended, or will end once it is clean. */
export type Outcome = (typeof OUTCOMES)[number];

export const CLEANUPS = ['NOT_NEEDED', 'PENDING', 'RUNNING', 'CLEAN', 'LEAKED'] as const;
/** What is known of the drill's instances: nothing to clean, to be cleaned, being cleaned, proved gone, or not provable so far. */
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

/** A check that the caller has set aside, and why. */
export interface Waiver {
  check: string;
  sourceServerId?: string;
  reason: string;
}

/** What the caller asked for, apart from the servers. All durations are in seconds. */
export interface Terms {
  recoveryPoint: RecoveryPointChoice;
  holdSeconds: number;
  lagSecondsMax: number;
  bootSecondsMax: number;
  launchAllowanceSeconds: number;
  /** How long it may wait for its turn; absent in what an earlier version has accepted. */
  startWithinSeconds?: number;
  onLaunchFailure: 'HOLD' | 'CONTINUE' | 'TERMINATE';
  objectives: { recoveryTimeSeconds?: number; recoveryPointSeconds?: number };
  waivers: Waiver[];
  recoveryPlan?: string;
  reason: string;
  changeReference?: string;
  tags: Record<string, string>;
}

/** A validated request: who wants which servers drilled, in which order, and how. */
export interface DrillRequest {
  site: Site;
  waves: string[][];
  terms: Terms;
}

/** The settings of a deployment that a decision may depend on. */
export interface Limits {
  serversPerJob: number;
  jobsMax: number;
  serversInJobsMax: number;
  holdSecondsMax: number;
  /** Where drill instances may be launched. ANY switches the check off; null, nothing configured, fails it. */
  drillNetworks: Network | 'ANY' | null;
}

/** Subnets and security groups, by their ids. */
export interface Network {
  subnetIds: string[];
  securityGroupIds: string[];
}

/** What the default version of a launch template says of the instance to come. */
export interface LaunchTemplate {
  /** Network interfaces that exist, in place of new ones. */
  networkInterfaceIds: string[];
  /** The instance may not be terminated over EC2's API. */
  isProtected: boolean;
  /** A volume stays when the instance is terminated. */
  keepsVolumes: boolean;
}

/** A StartRecovery for a part of a wave. `COMPLETED` means that its job has ended; `VOID` that it certainly started nothing. */
export interface Launch {
  wave: number;
  state: 'PLANNED' | 'REQUESTED' | 'STARTED' | 'COMPLETED' | 'VOID';
  jobId?: string;
  /** When DRS says the job was created and ended (DRS's clock). */
  createdAt?: Instant;
  endedAt?: Instant;
  /** When it was first asked for (our clock), and how often. */
  requestedAt?: Instant;
  attempts: number;
  /** When DRS first listed its job no more, and when that was taken for good: how it ended is not known then (our clock). */
  missingAt?: Instant;
  lostAt?: Instant;
  /** The answer to an attempt never came, so a job of it may exist until a late look finds none. */
  unanswered?: true;
}

export type LaunchResult = 'LAUNCHED' | 'FAILED';
/** How far an instance was proved to work. */
export type Verified = 'RUNNING' | 'STATUS_CHECKS' | 'STOPPED_AS_CONFIGURED';
/** Why we believe that nothing of a server's launch is left. */
export type GoneProof = 'TERMINATED' | 'NEVER_EXISTED' | 'ABSENT_TWICE' | 'ACKNOWLEDGED';

/** The recovery point an instance came from. `at` is DRS's pointInTimeSnapshotDateTime. */
export interface PointUsed {
  kind: 'ON_DEMAND' | 'CHOSEN' | 'PREVIOUS' | 'UNKNOWN';
  at?: Instant;
  /** Absent until it was looked for; null when DRS has none of that time. */
  snapshotId?: string | null;
  /** When a look first found none of that time; another one may. */
  unseenAt?: Instant;
}

/** How a server's instance was no longer what was verified, before its hold ended. */
export interface Loss {
  /** EC2's word for it, or `gone`; null when nobody could tell whether it was still up. */
  state: string | null;
  /** When that began (EC2's clock), and why, as far as EC2 says. */
  lostAt: Instant | null;
  reason: string | null;
}

/** How many post-launch actions have succeeded, failed, and neither so far. */
export interface ActionTally {
  succeeded: number;
  failed: number;
  open: number;
}

/** A server's post-launch actions. */
export interface ServerActions {
  /** How many are active, by its launch configuration: those that must not fail, and the optional ones. */
  required: number;
  optional: number;
  /** The runs that DRS has told of; absent while it has told nothing. */
  reported?: { required: ActionTally; optional: ActionTally };
  /** When Systems Manager saw its agent on the instance, as DRS says. */
  agentAt?: Instant;
  /** The first required one that failed, and why. */
  failure?: string;
  /** When the newest look at them was answered (our clock). */
  lookedAt?: Instant;
}

/** A run of a post-launch action that has not succeeded. */
export interface UnfinishedAction {
  sourceServerId: string;
  name: string;
  optional: boolean;
  /** IN_PROGRESS, FAILED; open. */
  status: string;
  reason: string | null;
}

/** One source server in the drill. Absent members are not (yet) known. */
export interface Server {
  wave: number;
  /** Index into Drill.launches of the launch that is responsible for it. */
  launch?: number;
  usedPrevious?: true;
  /** When the newest look at it before its launch began (our clock). */
  inspectedAt?: Instant;
  /** Its last launch was a real recovery: when the first look found no instance of it (our clock). */
  recoveryUnseenAt?: Instant;
  /** An event told of its launch before a look did; only a hint to look. */
  reported?: true;
  result?: LaunchResult;
  /** At most ERROR_BYTES_KEPT bytes; the journal has more. */
  error?: string;
  /** It was never launched because of this check, precaution or lever, which says nothing of the server. */
  stoppedBy?: string;
  /** The job log shows that it ended before an instance existed; its volumes are yet to be looked for. */
  neverExisted?: true;
  instanceId?: string;
  /** Its launch failed, and these conversion servers were named in the job log; at most CONVERSION_SERVERS_KEPT. */
  conversionServerIds?: string[];
  /** DRS or EC2 has shown this instance to us, with its volumes. */
  listed?: true;
  /** The launch configuration leaves the instance stopped. */
  stopped?: true;
  /** LAUNCH_END in the job log (DRS's clock). */
  launchedAt?: Instant;
  /** How far its replication lagged, as DRS said when it was first inspected. */
  lagSeconds?: number;
  /** When the newest look began that did not see it work (our clock). */
  notReadyAt?: Instant;
  /** The first look that found it working (our clock). */
  verifiedAt?: Instant;
  verified?: Verified;
  /** Verification gave up on it, or a required post-launch action did not succeed. */
  verificationFailed?: true;
  /** Absent where it has none. */
  actions?: ServerActions;
  point?: PointUsed;
  /** When it went down, as the first event said (EC2's clock); and that nobody has looked since. */
  downAt?: Instant;
  suspect?: true;
  /** A look at the end of its hold saw it up. */
  held?: true;
  lost?: Loss;
  /** When DRS accepted its termination (our clock). */
  terminationAt?: Instant;
  /** The proof of ownership that was missing; the instance is not touched while one is. */
  unproven?: string;
  /** When that was found, the last time; absent where an earlier version has found it. */
  unprovenAt?: Instant;
  /** An event said that the instance is terminated; only a hint to look. */
  reportedGone?: true;
  /** When the first empty look after the job's end was made. */
  emptyAt?: Instant;
  gone?: GoneProof;
}

export type WaveState = 'WAITING' | 'LAUNCHING' | 'LAUNCHED';
export interface Wave {
  state: WaveState;
  /** When its launch began (our clock), and until when it may take. */
  beganAt?: Instant;
  deadlineAt?: Instant;
  /** When every one of its servers had a result (our clock). */
  launchedAt?: Instant;
  /** The longest launch and the shortest termination that its servers had in earlier drills; absent when none has measured it. */
  pastDurations?: PastDurations;
}

/** An effect that was asked for and not answered yet. */
export interface OpenEffect {
  kind: EffectKind;
  key: EffectKey;
  requestedAt: Instant;
  /** When the world is to be asked; later than requestedAt for a delayed wake. */
  dueAt: Instant;
  /** Set when a performer is known to have taken it. */
  takenAt?: Instant;
  /** How often this question or act was asked before. */
  attempt: number;
}

export interface FailedCheck {
  check: string;
  sourceServerId?: string;
  message: string;
}

/** Something that does not refuse the server, and should be put right. */
export interface Warning {
  check: string;
  /** Absent when it is about the whole drill. */
  sourceServerId?: string;
}

/** A real recovery's job, as far as this drill has to do with it. */
export interface Recovery {
  /** The servers of this drill that it names. */
  servers: string[];
  /** REPORTED: somebody says so, and nobody has looked. */
  state: 'REPORTED' | 'RUNNING' | 'COMPLETED';
  reportedAt?: Instant;
  /** When it ended; absent when it was no real recovery. */
  completedAt?: Instant;
  /** It hangs, and a person has said that the servers which it does not name may be cleaned. */
  released?: true;
}

/** Why something does not go, as far as AWS says; absent members are not the case, or not known. */
export interface WhyStanding {
  /** EC2's `disableApiTermination`: the instance may not be terminated over its API. */
  isProtected?: true;
  /** DRS's `failback.state`, unless no failback was begun. */
  failback?: string;
  /** The newest failure of this server that the log of a terminate job tells, with its event. */
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
  /** The time of the newest fact; never runs backwards. */
  at: Instant;
  phase: Phase;
  phaseAt: Instant;
  /** Until when it waits for its turn, and for which drills; absent when it has never waited. */
  waitsUntil?: Instant;
  turnBehind?: string[];
  /** DRS has listed all its servers while it waited for its turn. */
  serversKnown?: boolean;
  outcome?: Outcome;
  /** Why the outcome is not PASSED, in a sentence. */
  why?: string;
  cleanup: Cleanup;
  terms: Terms;
  limits: Limits;
  waves: Wave[];
  launches: Launch[];
  servers: Record<string, Server>;
  open: Record<string, OpenEffect>;
  /** How many effects were ever asked; the next one's id. */
  effectCount: number;
  /** When each kind of waiting is over: by its name, the next look or end. */
  timers: { [timer in Timer]?: Instant };
  /** Consecutive failures by the key of the effect, for the backoff. */
  failures: { [key in EffectKey]?: number };
  scheduledWake?: { n: number; at: Instant };
  wakeCount: number;
  /** The newest hard stop that is known to exist. */
  hardStop?: { n: number; at: Instant };
  hardStopCount: number;
  /** A hard stop that is asked for and not known to exist yet. */
  hardStopRequested?: { n: number; at: Instant };
  /** Validation: which servers are not inspected yet, and the oldest look. */
  uninspected: string[];
  jobsInspected: boolean;
  inspectedAt?: Instant;
  /** When the look at jobs began. */
  jobsInspectedAt?: Instant;
  /** It found that open jobs leave the first wave no room. */
  crowded?: true;
  failedChecks: FailedCheck[];
  failedCheckCount: number;
  waived: Waiver[];
  /** The first WARNINGS_KEPT of them. */
  warnings?: Warning[];
  warningCount?: number;
  /** Some event of DRS or EC2 came from the drill's Region while it ran. */
  hasReceivedEvents?: true;
  holdUntil?: Instant;
  /** An extension that waits for its hard stop. */
  holdWanted?: Instant;
  /** Who has asked for it. */
  holdWantedBy?: string;
  /** When it began, and when it was over; who ended and extended it, where a person did (our clock). */
  holdBeganAt?: Instant;
  holdEndedAt?: Instant;
  holdEndedBy?: string;
  holdExtendedBy?: string;
  cancelledBy?: string;
  /** How many servers the next terminate call may name. */
  terminationSize: number;
  /** Real recoveries this drill has yielded to, or was told of, by their jobs; at most RECOVERIES_MAX. */
  recoveries: Record<string, Recovery>;
  /** The newest restore of the table that the drill was told of. */
  restored?: string;
  /** After a restore, until AWS was asked which jobs are the drill's. */
  seeksJobs?: true;
  /** Who has answered it: AWS itself, or what stands for it. Absent while nobody has, and in what an earlier version has kept. */
  world?: World;
  claimed: boolean;
  reserved: boolean;
  /** What still stood of servers when they were last looked at, once cleaning takes long; of the first STANDING_SERVERS_KEPT only. */
  standing?: Record<string, string>;
  /** Why, as AWS says when it is asked; of the first STANDING_SERVERS_KEPT only. */
  whyStanding?: Record<string, WhyStanding>;
  /** When the newest sign of it came that no answer of AWS covers yet, by server; of STANDING_SERVERS_KEPT at once only. */
  unexplained?: Record<string, Instant>;
  /** The jobs of accepted terminations, the newest last; at most TERMINATE_JOBS_KEPT. */
  terminateJobs?: string[];
  /** The lever forbids to terminate: since when it was found so, and what it says. */
  frozen?: { since: Instant; because: string };
  /** Runs of post-launch actions that have not succeeded: those that failed first, at most ACTION_RUNS_KEPT. */
  unfinishedActions?: UnfinishedAction[];
  /** Why DRS refused the last termination, in its own words; absent when it accepted it. */
  terminationRefused?: string;
  /** Why it was given up, as long as that decides its outcome only once it is known whether anything was launched. */
  givenUp?: FailedCheck;
  /** The effect, by its key, that has failed since then in one try after the other, and what AWS said last. */
  stuck?: { key: EffectKey; since: Instant; because: string };
  /** What it waits for, and since when it was known to. */
  waits?: { for: Wait['for']; since: Instant };
  /** When it ceased to wait for something, the last time. */
  waitedUntil?: Instant;
}

/** What a drill waits for, since when, and how many of its instances are or may be up meanwhile. */
export type Wait = {
  since: Instant;
  instances: number;
} /** A turn in the quotas of its site, which these drills hold or wait for before it. */ & (
  | { for: 'TURN'; drillIds: string[]; until: Instant }
  /** The later of the two looks that prove nothing is left of these servers' last real recovery. */
  | { for: 'SECOND_LOOK'; sourceServerIds: string[]; until: Instant }
  /** A real recovery: when its job ended, null while it goes on; released: it holds up only the servers that it names. */
  | { for: 'REAL_RECOVERY'; jobId: string; endedAt: Instant | null; released: boolean }
  /** A lever that is FROZEN, in the words of whoever froze it. */
  | { for: 'LEVER'; because: string }
  /** DRS, which refuses to terminate, in its words. */
  | { for: 'DRS'; because: string }
  /** AWS, which does not do or answer what it is asked again and again, in its words. */
  | { for: 'AWS'; because: string }
  /** The end of launches, without a job where DRS has not told of one: what they make cannot be terminated before. */
  | { for: 'LAUNCH'; jobIds: string[] }
  /** The proof that instances of these servers are the drill's own; without it they are never terminated. */
  | { for: 'PROOF'; sourceServerIds: string[]; because: string }
  /** The end of what DRS has accepted to terminate, or the proof of it, for longer than that should take. */
  | { for: 'TERMINATION' }
  /** A person: the drill was set aside, for this reason, and does not go on by itself. */
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
