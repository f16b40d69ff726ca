import { addDue, type Due } from './agenda.ts';
import type { Caller, EventBridgeEnvelope } from './contract.ts';
import { createDice, type Dice } from './dice.ts';
import type { Faults } from './faults.ts';
import type { CallersRights } from './iam/forwardedCall.ts';
import type { Instant } from './instant.ts';

/**
 * A value with its history: each value and the moment it took effect. Eventually consistent responses read it as of
 * some seconds ago.
 */
export type Timeline<Value> = [at: Instant, value: Value][];

/** EC2's instance states, as EC2 writes them. */
export type InstanceState = 'pending' | 'running' | 'stopping' | 'stopped' | 'shutting-down' | 'terminated';

/** How a server's launch ends when nothing else is drawn. */
export type LaunchOutcome =
  | 'LAUNCHED'
  | 'FAILS_SNAPSHOT'
  | 'FAILS_CONVERSION'
  | 'FAILS_LAUNCH'
  /** LAUNCH_FAILED is logged ten minutes after the others' LAUNCH_END. */
  | 'FAILS_LATE'
  /** The log ends after SNAPSHOT_END and reports no failure. */
  | 'ENDS_AFTER_SNAPSHOT'
  /** The log ends a second after LAUNCH_START and reports no failure. */
  | 'ENDS_AT_LAUNCH'
  /** Nothing is logged for hours after CONVERSION_START, and no error when the job completes. */
  | 'HANGS'
  | 'SKIPPED';

/** A source server, with everything that was decided when it was added. Durations left out are drawn at each launch. */
export interface SourceServer {
  sourceServerID: string;
  hostname: string;
  addedAt: Instant;
  tags: Record<string, string>;
  windows: boolean;
  replicationState: string;
  /** What is wrong with its replication, although it continues. */
  replicationError?: string;
  /** Until when its data is consistent. Null: it keeps up, `lagSeconds` behind. */
  consistentUntil: Instant | null;
  lagSeconds: number;
  snapshots: 'POLICY' | 'NONE' | Instant[];
  onDemand: Snapshot[];
  stagingAccountID: string;
  launchDisposition: 'STARTED' | 'STOPPED';
  recoveryMode: 'FAST' | 'OPTIMAL';
  launchIntoInstanceId: string | null;
  launchTemplateId: string;
  subnetId: string;
  securityGroupId: string;
  /** Further settings of its launch template; absent: none. */
  template?: TemplateOptions;
  /** Default: FAILOVER. */
  replicationDirection?: string;
  /** A customer removed its launch template's tag specifications: only the `drs.amazonaws.com-*` tags remain. */
  templateUntagged: boolean;
  /** What its launch needs beyond the ordinary permissions; absent: nothing. */
  special?: SpecialNeeds;
  diskCount: number;
  /** Absent: 8 gigabytes, t3.micro, gp3. */
  diskGigabytes?: number;
  instanceType?: string;
  volumeType?: string;
  outcome: LaunchOutcome | null;
  errorText: string | null;
  usesPreviousSnapshot: boolean | null;
  launchSeconds: number | null;
  bootSeconds: number | null;
  terminateSeconds: number | null;
  /** Reads about it that are refused; absent: none. */
  refuses?: Refusals;
  /** Its post-launch actions; absent: switched off. */
  launchActions?: LaunchActions;
  /** A third party has deleted its launch template. */
  templateDeleted?: true;
  /** Its jobs, oldest first. */
  jobs: string[];
}

/** The DRS reads about a single server, which a policy may deny for that server alone. */
export type SingleQuestion = 'GetLaunchConfiguration' | 'DescribeRecoverySnapshots' | 'ListLaunchActions';

/** DENIED by the account's policies, or QUARANTINED: an internal error every time. */
export type Refusals = Partial<Record<SingleQuestion, 'DENIED' | 'QUARANTINED'>>;

/** What runs on a server's instance after each launch, one action after the other. */
export interface LaunchActions {
  /** Systems Manager never discovers its agent, so no action runs. */
  agentUnseen?: true;
  actions: LaunchAction[];
}

/** A post-launch action, and how each of its runs ends. */
export interface LaunchAction {
  actionId: string;
  name: string;
  optional: boolean;
  active: boolean;
  seconds: number;
  ends: 'SUCCEEDED' | 'FAILED' | 'NEVER';
  /** Why it fails. */
  reason: string;
}

/** What makes a launch require further permissions of its caller. */
export interface SpecialNeeds {
  /** The customer managed key that encrypts its volumes. */
  keyArn?: string;
  /** The role in the instance profile of its launch template. */
  profileRoleArn?: string;
  /** Its launch template selects instance types by attributes. */
  byAttributes?: boolean;
  /** It has post-launch actions, for which DRS gives its instance another role. */
  launchActions?: boolean;
  /** Its instance has only the DRS tags that AWS documents. */
  documentedTags?: boolean;
}

/** What customers set in a launch template (EC2 API reference: RequestLaunchTemplateData). */
export interface TemplateOptions {
  /** An existing interface, instead of a new one in a subnet. */
  networkInterfaceId?: string;
  disableApiTermination?: boolean;
  /** Its volumes are kept when the instance is terminated. */
  keepsVolumes?: boolean;
}

/** A point-in-time snapshot of a server. */
export interface Snapshot {
  snapshotID: string;
  expectedAt: Instant;
  takenAt: Instant;
  /** When DRS starts to list it. */
  listedAt: Instant;
  /** When it is complete and has a `timestamp`. */
  completeAt: Instant;
  ebsSnapshots: string[];
}

/** A server's part in a job. */
export interface ParticipatingServer {
  sourceServerID: string;
  statuses: Timeline<string>;
  /** The instance that its launch created or will create. */
  recoveryInstanceID: string | null;
  /** Its post-launch actions; absent: none run. */
  actions?: ActionsTimeline;
}

/** How a launch's post-launch actions run, decided when the job is created. */
export interface ActionsTimeline {
  /** When Systems Manager discovers its agent; null: never. */
  agentAt: Instant | null;
  /** When the instance stopped running, which ends every run. */
  cutAt?: Instant;
  runs: PlannedRun[];
}

/** A run of a post-launch action. `until` is null when it never ends. */
export interface PlannedRun {
  runId: string;
  action: LaunchAction;
  order: number;
  from: Instant;
  until: Instant | null;
}

/** A line of a job's log, visible from `at` on. */
export interface LogLine {
  at: Instant;
  event: string;
  data: Record<string, unknown>;
}

/** A job with its whole timeline, decided at its creation. Future steps are not shown yet. */
export interface Job {
  jobID: string;
  type: 'LAUNCH' | 'TERMINATE';
  initiatedBy: 'START_DRILL' | 'START_RECOVERY' | 'TERMINATE_RECOVERY_INSTANCES';
  createdAt: Instant;
  startedAt: Instant;
  endsAt: Instant;
  tags: Record<string, string>;
  servers: ParticipatingServer[];
  /** Whether the completed job still names its servers. */
  keepsServers: boolean;
  /** Whether it names the recovery instance of each launched server. */
  namesInstances: boolean;
  /** DRS shows it as the last launch of its servers without its id while the faults last. */
  nameless?: true;
  log: LogLine[];
  /** Deleted by DeleteJob: DRS no longer lists it. What it launched stays. */
  deleted?: true;
}

/** What DRS records about an instance it launched. The instance state is read from EC2. */
export interface RecoveryEntry {
  recoveryInstanceID: string;
  sourceServerID: string;
  /** DRS lists it without its source server while the faults last. */
  nameless?: true;
  jobID: string;
  isDrill: boolean;
  pointInTime: Instant;
  listedAt: Instant;
  unlistedAt: Instant | null;
  /** Since when its replication is disconnected. */
  disconnectedAt?: Instant;
  /** Until then its state has an unpublished value. */
  oddStateUntil: Instant | null;
  /** When a third party failed back through it, and until when. */
  failback?: { from: Instant; until: Instant };
  tags: Record<string, string>;
}

/**
 * An EC2 instance: a recovery instance, a conversion server while a job converts disks, or another machine of the
 * account.
 */
export interface Instance {
  instanceId: string;
  purpose: 'RECOVERY' | 'CONVERSION' | 'MACHINE';
  sourceServerId: string;
  jobId: string;
  isDrill: boolean;
  /** EC2's LaunchTime, which changes at every start. */
  launchedAt: Instant;
  /** When its primary network interface was attached; absent: at launch. */
  attachedAt?: Instant;
  states: Timeline<InstanceState>;
  bootSeconds: number;
  /** When its operating system was last shut down from within; absent: never. */
  shutDownInsideAt?: Instant;
  /** EventBridge loses all its events from now on. */
  unreported?: true;
  tags: Record<string, string>;
  /** When EC2's `disableApiTermination` was set; `until` null: it still is. */
  protections?: { from: Instant; until: Instant | null }[];
  /** Every volume that was ever attached to it. */
  volumeIds: string[];
  /** Where its primary network interface is. Absent in state saved by an earlier version. */
  network?: InstanceNetwork;
}

/** An instance keeps these until it is terminated, across stops and starts (EC2 user guide: IP addressing). */
export interface InstanceNetwork {
  privateAddress: string;
  subnetId: string;
  securityGroupIds: string[];
}

/** An EBS volume, attached to an instance or unattached. */
export interface Volume {
  volumeId: string;
  createdAt: Instant;
  /** Null while it exists. */
  deletedAt: Instant | null;
  sizeGiB: number;
  tags: Record<string, string>;
  /** Null when it is unattached (`available`). */
  attachment: { instanceId: string; deviceName: string; deleteOnTermination: boolean } | null;
  /** The instance that was terminated without it, and when. */
  outlived?: { instanceId: string; at: Instant };
}

/** One account in one Region. */
export interface Site {
  accountId: string;
  region: string;
  servers: Record<string, SourceServer>;
  jobs: Record<string, Job>;
  /** Job ids, oldest first. */
  jobOrder: string[];
  openJobs: string[];
  recoveryInstances: Record<string, RecoveryEntry>;
  instances: Record<string, Instance>;
  volumes: Record<string, Volume>;
  /** By instance id, or by source server for every instance of it. Those that are not named work. */
  applications?: Record<string, Partial<Application>>;
  /** Commands of Systems Manager, oldest first; absent until the first. */
  commands?: Record<string, SentCommand>;
  /** The account's own documents of Systems Manager. */
  documents?: string[];
}

/** What runs on an instance. */
export interface Application {
  /** Whether it works, for those that ask it. */
  healthy: boolean;
  /** The ports on which it listens, and whether what answers there works. */
  ports: Record<number, 'WORKS' | 'BROKEN'>;
}

/** A command that Systems Manager has accepted. */
export interface SentCommand {
  commandId: string;
  documentName: string;
  parameters: Record<string, string[]>;
  comment: string;
  requestedAt: Instant;
  /** When it is no longer delivered. */
  expiresAt: Instant;
  runs: CommandRun[];
}

/** A command on one instance. */
export interface CommandRun {
  instanceId: string;
  statuses: Timeline<RunStatus>;
  /** What it printed, and its exit status, once it has ended. */
  output: string;
  exitStatus: number | null;
}

/** SSM API reference, CommandInvocation: Status, and the finer StatusDetails. */
export interface RunStatus {
  status: 'Pending' | 'InProgress' | 'Delayed' | 'Success' | 'TimedOut' | 'Failed';
  details: string;
}

/** An object of S3, whose content is kept apart. */
export interface StoredObject {
  /** Of its content, in hexadecimal. */
  sha256: string;
  contentType: string;
  size: number;
  at: Instant;
  /** Absent unless its writer has locked it. */
  lock?: { mode: string; until: Instant };
}

/** A schedule, with the request that created it. */
export interface Schedule {
  name: string;
  group: string;
  request: Record<string, unknown>;
  createdAt: Instant;
  /** Its creation number. A task of an earlier schedule of the same name has no effect. */
  creation: number;
  /** Absent until it is changed. */
  modifiedAt?: Instant;
  accountId: string;
  region: string;
}

/** A message in a queue. */
export interface Message {
  messageId: string;
  body: string;
  attributes: Record<string, unknown>;
  sentAt: Instant;
  visibleAt: Instant;
  receiveCount: number;
  firstReceivedAt: Instant | null;
  receiptHandle: string | null;
}

/** A standard queue. */
export interface Queue {
  name: string;
  accountId: string;
  region: string;
  attributes: Record<string, string>;
  createdAt: Instant;
  messages: Message[];
}

/** A task that runs when it is due. */
export type Task =
  | { do: 'launch-instance'; site: string; instance: Instance; volumes: Volume[]; runningAt: Instant; stops: boolean }
  | {
      do: 'start-instance';
      site: string;
      instanceId: string;
      tags: Record<string, string>;
      runningAt: Instant;
      stops: boolean;
    }
  | { do: 'instance-state'; site: string; instanceId: string; state: InstanceState }
  | { do: 'terminate-instance'; site: string; instanceId: string; terminatedAt: Instant }
  | { do: 'volumes-gone'; site: string; instanceId: string }
  | { do: 'create-volume'; site: string; volume: Volume }
  | { do: 'delete-volume'; site: string; volumeId: string }
  | { do: 'forget-instance'; site: string; instanceId: string }
  | { do: 'touch-outside'; site: string; instanceId: string; how: 'stop' | 'terminate' | 'failBack' }
  | { do: 'deliver-command' | 'end-command' | 'expire-command'; site: string; commandId: string; instanceId: string }
  | { do: 'send-event'; envelope: Omit<EventBridgeEnvelope, 'id' | 'time' | 'version'> }
  | { do: 'deliver-event'; event: EventBridgeEnvelope }
  | { do: 'fire-schedule'; key: string; creation: number; scheduledAt?: Instant; isRepeated?: true }
  | { do: 'end-schedule'; key: string; creation: number }
  | { do: 'message-visible' };

/** A launch that the world carried out, for checkers. `replaced` are the instances it deleted. */
export interface LaunchRecord {
  at: Instant;
  accountId: string;
  region: string;
  jobId: string;
  sourceServerIds: string[];
  isDrill: boolean;
  tags: Record<string, string>;
  replaced: string[];
  /** The function whose role requested it. Absent: a caller whose permissions are not checked. */
  by?: string;
}

/** A termination that the world accepted. */
export interface TerminationRecord {
  at: Instant;
  accountId: string;
  region: string;
  jobId: string;
  instanceIds: string[];
  /** The jobs that launched them, in the same order. */
  launchJobIds: string[];
  /** As for a launch. */
  by?: string;
}

/** A command that Systems Manager accepted for an instance. */
export interface CommandRecord {
  at: Instant;
  accountId: string;
  region: string;
  commandId: string;
  documentName: string;
  instanceId: string;
  /** The job that launched the instance; empty for another machine of the account. */
  jobId: string;
  isDrill: boolean;
  /** When the instance began to run it; null: it has not. */
  reachedAt: Instant | null;
  /** As for a launch. */
  by?: string;
}

/** A state in which an instance does not run, and when it entered that state. */
export interface DownRecord {
  at: Instant;
  accountId: string;
  region: string;
  instanceId: string;
  state: InstanceState;
}

/** The whole simulated AWS as plain JSON. */
export interface WorldState {
  schema: 2;
  now: Instant;
  /** The number of the last entry added to the agenda. */
  seq: number;
  dice: number;
  faultDice: number;
  agenda: Due<Task>[];
  sites: Record<string, Site>;
  schedules: Record<string, Schedule>;
  queues: Record<string, Queue>;
  /** The custom bus of recent events, by event id. Events missing here went to the default bus. */
  customBuses: Record<string, string>;
  /** S3's objects by bucket and key; absent until the first. */
  objects?: Record<string, StoredObject>;
  /** The private keys of KMS as PEM, by the key's ARN; absent until the first. */
  keys?: Record<string, string>;
  /** How many DRS calls the bucket has room for, as of a moment; absent until calls are counted. */
  allowance?: { at: Instant; calls: number };
  calls: { total: Record<string, number>; byDrill: Record<string, Record<string, number>> };
  history: {
    launches: LaunchRecord[];
    terminations: TerminationRecord[];
    /** Absent in state saved by an earlier version, as are the launches that DRS refused by its own rules. */
    downs?: DownRecord[];
    /** Absent until the first command. */
    commands?: CommandRecord[];
    refused?: Pick<LaunchRecord, 'sourceServerIds' | 'tags'>[];
  };
}

/** What every simulated service works with. */
export interface World {
  state: WorldState;
  faults: Faults;
  /** The faults that remain after `faultsUntil`. */
  calm: Faults;
  dice: Dice;
  faultDice: Dice;
  pageSize: number;
  /** What DRS may do on its callers' behalf; undefined: everything. */
  rights: CallersRights | undefined;
  queueUrlBase: string | undefined;
  /** The shortest and longest time a bus takes to deliver an event. */
  busMilliseconds: readonly [least: number, most: number];
  /** What runs when a function is invoked, by the function's name. */
  functions: Map<string, SimulatedFunction>;
  contents: Contents;
}

/** A function in Lambda: its answer to a payload, at once or later. What it throws is a function error. */
export type SimulatedFunction = (payload: unknown, caller: Caller) => unknown;

/** Where the contents of objects are kept, by their SHA-256. */
export interface Contents {
  read(sha256: string): Uint8Array | undefined;
  write(sha256: string, content: Uint8Array): void;
}

/** An empty world that starts at this moment. */
export function emptyState(seed: number, now: Instant): WorldState {
  return {
    schema: 2,
    now,
    seq: 0,
    dice: seed >>> 0,
    faultDice: createDice(seed ^ 0x5f3759df).state,
    agenda: [],
    sites: {},
    schedules: {},
    queues: {},
    customBuses: {},
    calls: { total: {}, byDrill: {} },
    history: { launches: [], terminations: [] },
  };
}

/** Adds a task to the agenda. */
export function plan(world: World, at: Instant, task: Task): void {
  world.state.seq += 1;
  addDue(world.state.agenda, { at: Math.round(at), seq: world.state.seq, task });
}

/** The faults in force at this moment. */
export function faultsNow(world: World): Faults {
  const until = world.faults.faultsUntil;
  return until !== null && world.state.now >= until ? world.calm : world.faults;
}

/** The caller's account and Region, created on first use. */
export function siteOf(world: World, caller: Caller): Site {
  const key = `${caller.accountId}/${caller.region}`;
  const known = world.state.sites[key];
  if (known !== undefined) return known;
  const site: Site = {
    accountId: caller.accountId,
    region: caller.region,
    servers: {},
    jobs: {},
    jobOrder: [],
    openJobs: [],
    recoveryInstances: {},
    instances: {},
    volumes: {},
  };
  world.state.sites[key] = site;
  return site;
}

/** The key of a site in the state. */
export function siteKey(site: Caller): string {
  return `${site.accountId}/${site.region}`;
}

/** The value at a moment, or undefined when it did not exist yet. */
export function valueAt<Value>(timeline: Timeline<Value>, at: Instant): Value | undefined {
  for (let index = timeline.length - 1; index >= 0; index--) {
    const entry = timeline[index];
    if (entry !== undefined && entry[0] <= at) return entry[1];
  }
  return undefined;
}

/** The moment whose state a describe call returns: now, or some seconds ago when its response lags. */
export function describedAt(world: World): Instant {
  const faults = faultsNow(world);
  if (!world.faultDice.chance(faults.describeLagged)) return world.state.now;
  return world.state.now - world.faultDice.between(0, faults.describeLagSecondsMax * 1000);
}
