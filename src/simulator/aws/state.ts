import { addDue, type Due } from './agenda.ts';
import type { Caller, EventBridgeEnvelope } from './contract.ts';
import { createDice, type Dice } from './dice.ts';
import type { Faults } from './faults.ts';
import type { CallersRights } from './iam/forwardedCall.ts';
import type { Instant } from './instant.ts';

/** A value with its history: what it was from each moment on. Answers that lag read it as of some seconds ago. */
export type Timeline<Value> = [at: Instant, value: Value][];

/** EC2's instance states, as EC2 writes them. */
export type InstanceState = 'pending' | 'running' | 'stopping' | 'stopped' | 'shutting-down' | 'terminated';

/** How a server's launch ends when nothing else is drawn. */
export type LaunchOutcome =
  | 'LAUNCHED'
  | 'FAILS_SNAPSHOT'
  | 'FAILS_CONVERSION'
  | 'FAILS_LAUNCH'
  /** LAUNCH_FAILED comes ten minutes after the others' LAUNCH_END. */
  | 'FAILS_LATE'
  /** The log ends after SNAPSHOT_END and says nothing of a failure. */
  | 'ENDS_AFTER_SNAPSHOT'
  /** The log ends a second after LAUNCH_START and says nothing of a failure. */
  | 'ENDS_AT_LAUNCH'
  /** Nothing comes after CONVERSION_START for hours, nor a word when the job is over. */
  | 'HANGS'
  | 'SKIPPED';

/** A source server, with what was decided about it when it was added. Durations left out are drawn at each launch. */
export interface SourceServer {
  sourceServerID: string;
  hostname: string;
  addedAt: Instant;
  tags: Record<string, string>;
  windows: boolean;
  replicationState: string;
  /** What is wrong with its replication, although it goes on. */
  replicationError?: string;
  /** Until when its data is consistent; null: it keeps up, `lagSeconds` behind. */
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
  /** What else its launch template says; absent: nothing of it. */
  template?: TemplateOptions;
  /** FAILOVER unless it is said otherwise. */
  replicationDirection?: string;
  /** Its launch template's tag specifications were edited away: only the `drs.amazonaws.com-*` tags remain. */
  templateUntagged: boolean;
  /** What its launch needs beyond the ordinary rights; absent: nothing. */
  special?: SpecialNeeds;
  diskCount: number;
  outcome: LaunchOutcome | null;
  errorText: string | null;
  usesPreviousSnapshot: boolean | null;
  launchSeconds: number | null;
  bootSeconds: number | null;
  terminateSeconds: number | null;
  /** Questions about it that are refused; absent: none. */
  refuses?: Refusals;
  /** Its post-launch actions; absent: they are switched off. */
  launchActions?: LaunchActions;
  /** Somebody has deleted its launch template. */
  templateDeleted?: true;
  /** Its jobs, oldest first. */
  jobs: string[];
}

/** The questions to DRS about one server, which rights may refuse for that server alone. */
export type SingleQuestion = 'GetLaunchConfiguration' | 'DescribeRecoverySnapshots' | 'ListLaunchActions';

/** DENIED by the account's policies, or QUARANTINED: an internal error every time. */
export type Refusals = Partial<Record<SingleQuestion, 'DENIED' | 'QUARANTINED'>>;

/** What runs on a server's instance after each launch, one action after the other. */
export interface LaunchActions {
  /** Systems Manager never sees its agent there, so none of them runs. */
  agentUnseen?: true;
  actions: LaunchAction[];
}

/** A post-launch action, and what becomes of each of its runs. */
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

/** What makes a launch need further rights of its caller. */
export interface SpecialNeeds {
  /** The customer's key that its volumes are encrypted with. */
  keyArn?: string;
  /** The role in the instance profile that its launch template names. */
  profileRoleArn?: string;
  /** Its launch template describes instance types by their attributes. */
  byAttributes?: boolean;
  /** It has post-launch actions, for which DRS gives its instance another role. */
  launchActions?: boolean;
  /** Its instance carries only those tags of DRS that AWS documents. */
  documentedTags?: boolean;
}

/** What people set in a launch template (EC2 API reference: RequestLaunchTemplateData). */
export interface TemplateOptions {
  /** An interface that exists, in place of a new one in a subnet. */
  networkInterfaceId?: string;
  disableApiTermination?: boolean;
  /** Its volumes stay when the instance is terminated. */
  keepsVolumes?: boolean;
}

/** A point-in-time snapshot of a server. */
export interface Snapshot {
  snapshotID: string;
  expectedAt: Instant;
  takenAt: Instant;
  /** From when on DRS lists it. */
  listedAt: Instant;
  /** From when on it is taken, and has a `timestamp`. */
  completeAt: Instant;
  ebsSnapshots: string[];
}

/** A server's part in a job. */
export interface ParticipatingServer {
  sourceServerID: string;
  statuses: Timeline<string>;
  /** The instance its launch made, or will make. */
  recoveryInstanceID: string | null;
  /** Its post-launch actions; absent: none run. */
  actions?: ActionsTimeline;
}

/** How a launch's post-launch actions go, decided when the job was made. */
export interface ActionsTimeline {
  /** When Systems Manager sees its agent; null: never. */
  agentAt: Instant | null;
  /** When the instance stopped running, from where on nothing runs any more. */
  cutAt?: Instant;
  runs: PlannedRun[];
}

/** A run of a post-launch action; `until` is null when it never ends. */
export interface PlannedRun {
  runId: string;
  action: LaunchAction;
  order: number;
  from: Instant;
  until: Instant | null;
}

/** A line of a job's log; it exists from `at` on. */
export interface LogLine {
  at: Instant;
  event: string;
  data: Record<string, unknown>;
}

/** A job with its whole course, decided when it was made; what lies ahead is not shown yet. */
export interface Job {
  jobID: string;
  type: 'LAUNCH' | 'TERMINATE';
  initiatedBy: 'START_DRILL' | 'START_RECOVERY' | 'TERMINATE_RECOVERY_INSTANCES';
  createdAt: Instant;
  startedAt: Instant;
  endsAt: Instant;
  tags: Record<string, string>;
  servers: ParticipatingServer[];
  /** Whether the finished job still names its servers. */
  keepsServers: boolean;
  /** Whether it names the recovery instance of each launched server. */
  namesInstances: boolean;
  log: LogLine[];
  /** Deleted by DeleteJob: DRS lists it no more; what it made stays. */
  deleted?: true;
}

/** What DRS knows of an instance it launched. Its state is read from EC2. */
export interface RecoveryEntry {
  recoveryInstanceID: string;
  sourceServerID: string;
  /** DRS does not tell its server while the faults last. */
  nameless?: true;
  jobID: string;
  isDrill: boolean;
  pointInTime: Instant;
  listedAt: Instant;
  unlistedAt: Instant | null;
  /** Since when its replication is disconnected. */
  disconnectedAt?: Instant;
  /** While this lasts the state is given as a value of no published list. */
  oddStateUntil: Instant | null;
  /** When somebody failed back through it, and until when. */
  failback?: { from: Instant; until: Instant };
  tags: Record<string, string>;
}

/** An EC2 instance: a recovery instance, a conversion server while a job converts disks, or a machine of the account. */
export interface Instance {
  instanceId: string;
  purpose: 'RECOVERY' | 'CONVERSION' | 'MACHINE';
  sourceServerId: string;
  jobId: string;
  isDrill: boolean;
  /** EC2's LaunchTime, which moves at every start. */
  launchedAt: Instant;
  /** When its primary network interface was attached; absent while that is when it was launched. */
  attachedAt?: Instant;
  states: Timeline<InstanceState>;
  bootSeconds: number;
  /** When somebody last shut it down in its operating system; absent: nobody did. */
  shutDownInsideAt?: Instant;
  /** EventBridge loses every event of it from now on. */
  unreported?: true;
  tags: Record<string, string>;
  /** While it had EC2's `disableApiTermination`; null: it still has. */
  protections?: { from: Instant; until: Instant | null }[];
  /** What was ever attached to it. */
  volumeIds: string[];
}

/** An EBS volume: of an instance, or loose. */
export interface Volume {
  volumeId: string;
  createdAt: Instant;
  /** Null while it is there. */
  deletedAt: Instant | null;
  sizeGiB: number;
  tags: Record<string, string>;
  /** Null when it is loose (`available`). */
  attachment: { instanceId: string; deviceName: string; deleteOnTermination: boolean } | null;
  /** The instance that ended without it, and when. */
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
}

/** A schedule, with the request that made it. */
export interface Schedule {
  name: string;
  group: string;
  request: Record<string, unknown>;
  createdAt: Instant;
  /** The number of its creation: a task of an earlier schedule of the same name does nothing. */
  creation: number;
  everySeconds: number | null;
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

/** What will happen by itself. */
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
  | { do: 'send-event'; envelope: Omit<EventBridgeEnvelope, 'id' | 'time' | 'version'> }
  | { do: 'deliver-event'; event: EventBridgeEnvelope }
  | { do: 'fire-schedule'; key: string; creation: number }
  | { do: 'end-schedule'; key: string; creation: number }
  | { do: 'message-visible' };

/** A launch that the world carried out, for checkers: `replaced` are the instances it deleted. */
export interface LaunchRecord {
  at: Instant;
  accountId: string;
  region: string;
  jobId: string;
  sourceServerIds: string[];
  isDrill: boolean;
  tags: Record<string, string>;
  replaced: string[];
  /** The function in whose role's name it was asked for; absent: somebody whose rights are not looked at. */
  by?: string;
}

/** A termination that the world accepted. */
export interface TerminationRecord {
  at: Instant;
  accountId: string;
  region: string;
  jobId: string;
  instanceIds: string[];
  /** The jobs that had launched them, in the same order. */
  launchJobIds: string[];
  /** As of a launch. */
  by?: string;
}

/** A state of an instance in which it does not run, and when it came into it. */
export interface DownRecord {
  at: Instant;
  accountId: string;
  region: string;
  instanceId: string;
  state: InstanceState;
}

/** The whole other world as plain JSON. */
export interface WorldState {
  schema: 2;
  now: Instant;
  /** The number of the last thing put on the agenda. */
  seq: number;
  dice: number;
  faultDice: number;
  agenda: Due<Task>[];
  sites: Record<string, Site>;
  schedules: Record<string, Schedule>;
  queues: Record<string, Queue>;
  /** The custom bus of recent events, by event id; events not named here went to the default bus. */
  customBuses: Record<string, string>;
  /** How many calls to DRS there is room for, as of a moment; absent until they are counted. */
  allowance?: { at: Instant; calls: number };
  calls: { total: Record<string, number>; byDrill: Record<string, Record<string, number>> };
  history: {
    launches: LaunchRecord[];
    terminations: TerminationRecord[];
    /** Absent in what an earlier version has kept, as are launches that DRS has refused by its own rules. */
    downs?: DownRecord[];
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
  /** What DRS may do in its callers' names; undefined: everything. */
  rights: CallersRights | undefined;
  queueUrlBase: string | undefined;
  /** How long a bus takes to deliver an event, at least and at most. */
  busMilliseconds: readonly [least: number, most: number];
}

/** An empty world that begins at this moment. */
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

/** Puts something into the agenda. */
export function plan(world: World, at: Instant, task: Task): void {
  world.state.seq += 1;
  addDue(world.state.agenda, { at: Math.round(at), seq: world.state.seq, task });
}

/** The faults in force at this moment. */
export function faultsNow(world: World): Faults {
  const until = world.faults.faultsUntil;
  return until !== null && world.state.now >= until ? world.calm : world.faults;
}

/** The caller's account and Region, made on first use. */
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

/** What a value was at a moment, or undefined when it did not exist yet. */
export function valueAt<Value>(timeline: Timeline<Value>, at: Instant): Value | undefined {
  for (let index = timeline.length - 1; index >= 0; index--) {
    const entry = timeline[index];
    if (entry !== undefined && entry[0] <= at) return entry[1];
  }
  return undefined;
}

/** The moment as of which a describe call answers: now, or some seconds ago when its answer lags. */
export function describedAt(world: World): Instant {
  const faults = faultsNow(world);
  if (!world.faultDice.chance(faults.describeLagged)) return world.state.now;
  return world.state.now - world.faultDice.between(0, faults.describeLagSecondsMax * 1000);
}
