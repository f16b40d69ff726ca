import type { ObjectivesVerdict } from '../drill/clocks.ts';
import type { Drill, Instant, LaunchTemplate, Network, Outcome, Phase, Site } from '../drill/drill.ts';
import type { Effect, RequestedEffect } from '../drill/effects.ts';
import type { JournalEntry } from '../drill/facts.ts';
import type { Quantities } from '../drill/forecast.ts';
import type { ActionsReported, Input, RecoveryInstance, RecoveryPoint, ReplicationError } from '../drill/inputs.ts';
import type { LeverMove, LeverRecord } from '../drill/lever.ts';
import type { Schedule } from '../drill/schedules/schedule.ts';
import type { SiteRecord } from '../drill/site.ts';
import type { World } from '../drill/world.ts';
import type { KeptJournal } from '../evidence/chain/keptJournal.ts';
import type { PriceList } from '../history/cost.ts';
import type { Finding, ServerLine } from '../history/coverage.ts';
import type { EvidenceLevel } from '../history/evidence.ts';
import type { CountedBy, Ended, KeptRegression, Statistic, StatisticKey } from '../history/statistic.ts';
import type { Trial } from '../history/trials.ts';
import type { CheckPorts } from './checks/checkPorts.ts';

/**
 * Everything that `flow` needs from outside. Every call may throw; those of Drs, Ec2, Schedules and Queue throw
 * CallFailed.
 */
export interface Ports extends CheckPorts {
  clock: Clock;
  ids: Ids;
  owner: Owner;
  restore: Restore;
  drills: Drills;
  inbox: Inbox;
  effects: Effects;
  instances: Instances;
  receipts: Receipts;
  sites: Sites;
  levers: Levers;
  plans: Plans;
  planSchedules: PlanSchedules;
  history: History;
  drs: Drs;
  ec2: Ec2;
  quotas: Quotas;
  schedules: Schedules;
  queue: Queue;
  worlds: Worlds;
  log: Log;
}

export interface Clock {
  now(): Instant;
  /** Waits between two attempts: a few hundred milliseconds for saves, some seconds for questions. */
  pause(milliseconds: number): Promise<void>;
}

/** The source of new ids and of random numbers. */
export interface Ids {
  /** A new unique id of 24 characters [0-9a-z]. */
  next(): string;
  /** A number from 0 up to 1. */
  random(): number;
}

/** The deployment's own id (account, Region, stage and a random part), made once and kept in the table. */
export type Owner = () => Promise<string>;

/** The restore of the table, by the deployment's settings and by the table itself. */
export interface Restore {
  /** A name for the newest restore of the table, by the deployment's settings; '' when there was none. */
  marker: string;
  /** Whether that restore has been handled. Strongly consistent; reads nothing when there was none. */
  isTakenIn(): Promise<boolean>;
  takeIn(): Promise<void>;
}

/** Which world this process has reached so far, by the hosts that its clients have called; null: none. */
export interface Worlds {
  /** With DRS and EC2. */
  drilled(): World | null;
  /** With the table: the deployment's own. */
  home(): World | null;
}

export interface Log {
  info(message: string, details: Record<string, unknown>): void;
  error(message: string, details: Record<string, unknown>): void;
}

/** A drill's save: everything in one transaction, or nothing. */
export interface Save {
  /** A new id for every attempt, so a save whose reply was lost is recognised as our own. */
  saveId: string;
  drill: Drill;
  /** The drill as it was read: the save may skip unchanged parts. Absent when it is new, or not at hand. */
  previous?: Drill;
  /** The version that was read; undefined when the drill is new. The saved one is `entry.seq`. */
  readVersion: number | undefined;
  entry: JournalEntry;
  /** The hash of the previous entry, as the record named it; absent when there is no entry, or no known hash. */
  previousHash?: string;
  requested: RequestedEffect[];
  /** Acts answered by this step; they may expire now. Questions expire by themselves. */
  answeredEffectIds: string[];
  /** Effects to withdraw, on the condition that they are still REQUESTED. */
  withdrawnEffectIds: string[];
  /** The inbox entries that this step has read; they are removed. */
  readInboxIds: string[];
  /** The site after this step, with the version that was read; undefined when it does not change. */
  site?: { record: SiteRecord; readVersion: number };
  /** Drills whose turn has come; each gets a TurnCame in its inbox. */
  calledDrillIds: string[];
  /** The receipt of the request that this save fulfils; when a receipt of that id exists already, the save is stale. */
  receipt?: Receipt;
  /** The request as it was given, as canonical JSON; only in the first save of a drill. */
  given?: string;
  /** When the drill needs its next look without an event; undefined when it has ended. */
  dueAt: Instant | undefined;
  /** Recovery instances found in this step. */
  instances: { sourceServerId: string; instanceId: string; volumeIds: string[] }[];
}

/**
 * `STALE`: the drill's or the site's version is no longer the one read. `TAKEN`: these effects could not be withdrawn.
 */
export type Saved =
  | { result: 'SAVED' }
  | { result: 'STALE' }
  | { result: 'TAKEN'; effects: { effectId: string; takenAt: Instant }[] };

export interface LoadedDrill {
  drill: Drill;
  version: number;
  requestHash: string;
  /**
   * The hash of the journal entry that it was saved with; null when a version of the product without hashes saved it.
   */
  journalHash: string | null;
  /** The violated invariant of a quarantined drill, and when it was marked. */
  quarantined: string | null;
  quarantinedAt: Instant | null;
}

export interface Drills {
  /** Strongly consistent. Throws OtherSchema when another version of the product wrote it. */
  load(drillId: string): Promise<LoadedDrill | undefined>;
  save(save: Save): Promise<Saved>;
  /** Drills whose dueAt is at or before `before`, the longest overdue first; at most `limit`. */
  overdue(before: Instant, limit: number): Promise<string[]>;
  /** Quarantines a drill: it stops advancing until a person has looked, and its quarantine is published. */
  markQuarantined(drillId: string, violation: string, at: Instant): Promise<void>;
  /** Summaries, newest first. The cursor is opaque and belongs to the query. The page that it leads to may be empty. */
  list(query: DrillQuery, limit: number, cursor?: string): Promise<{ summaries: Summary[]; cursor: string | null }>;
  /** Journal entries from `fromSeq` on, oldest first. */
  journal(drillId: string, fromSeq: number, limit: number): Promise<JournalEntry[]>;
  /**
   * The journal from `fromSeq` to its end, with the hashes that hold it together. Undefined when there is no such
   * drill.
   */
  keptJournal(drillId: string, fromSeq: number): Promise<KeptJournal | undefined>;
  /** The request as it was given, as canonical JSON; undefined when it was not kept. */
  given(drillId: string): Promise<string | undefined>;
  /** A note of the guard, outside the fold: evidence that needs no readable record. It is written before the act. */
  note(drillId: string, at: Instant, note: Record<string, unknown>): Promise<void>;
}

/**
 * Which drills a list shows: those requested in [from, to), `from` being the earlier, that match at most one filter.
 */
export interface DrillQuery {
  from: Instant | null;
  to: Instant | null;
  by: DrillFilter | PhasesFilter | null;
}

/**
 * Any of several phases. Each is read from its own place in the index, so a drill that moves meanwhile may be missing.
 */
export interface PhasesFilter {
  filter: 'phases';
  /** In the order in which a drill goes through them, each once. */
  value: readonly Phase[];
}

/** Each has an index of its own, and no index serves two of them. `outcome` matches only drills that have ended. */
export type DrillFilter =
  | { filter: 'phase'; value: Phase }
  | { filter: 'outcome'; value: Outcome }
  | { filter: 'recoveryPlan' | 'requestedBy'; value: string }
  | { filter: 'site'; value: Site };

/** What lists show of a drill; at most SUMMARY_BYTES_MAX. */
export interface Summary {
  drillId: string;
  site: Site;
  phase: Phase;
  /** False in summaries of an earlier version, unless it ended READY, as nothing else does. */
  dryRun: boolean;
  outcome: string | null;
  /** Whether the objectives were met, once it has ended; null when there were none. */
  objectives: ObjectivesVerdict | null;
  /** Null before any answer, and in summaries of an earlier version. */
  world: World | null;
  /** The weakest evidence of any of its servers. */
  evidence: EvidenceLevel | null;
  cleanup: string;
  why: string | null;
  requestedBy: string;
  requestedAt: Instant;
  endedAt: Instant | null;
  reason: string;
  recoveryPlan: string | null;
  waves: number;
  servers: { total: number; launched: number; failed: number; verified: number; gone: number };
  holdUntil: Instant | null;
  quarantined: string | null;
}

/** Results and events for drills, one small item each. A put triggers the drill's inbox notification. */
export type InboxInput = Extract<
  Input,
  {
    type:
      | 'Woken'
      | 'TurnCame'
      | 'HardStopFired'
      | 'ServerReported'
      | 'CommandReported'
      | 'InstanceReportedGone'
      | 'InstanceReportedDown'
      | 'GuardTerminated'
      | 'RecoveryReported';
  }
>;

export interface Inbox {
  /**
   * Puts an entry under a business key; a redelivered message replaces its entry. The delivery id makes every put a
   * change.
   */
  put(drillId: string, key: string, deliveryId: string, input: InboxInput): Promise<void>;
  /** Strongly consistent; unexpired entries, at most `limit`, oldest key first. */
  unread(drillId: string, limit: number): Promise<{ inboxId: string; input: InboxInput }[]>;
  /** Removes entries that changed nothing. */
  discard(drillId: string, inboxIds: string[]): Promise<void>;
}

export type EffectState = 'REQUESTED' | 'TAKEN' | 'ANSWERED' | 'WITHDRAWN';

export interface EffectItem {
  drillId: string;
  effectId: string;
  site: Site;
  state: EffectState;
  delaySeconds: number;
  takenAt: Instant | null;
  effect: Effect;
}

export interface Effects {
  /** Strongly consistent. */
  load(drillId: string, effectId: string): Promise<EffectItem | undefined>;
  /** One conditional update, REQUESTED to TAKEN. False when it was not REQUESTED any more. */
  take(drillId: string, effectId: string, takerId: string, at: Instant): Promise<boolean>;
}

export interface Instances {
  /** The drill that an instance belongs to, if it is one of ours. */
  find(
    site: Site,
    instanceId: string,
  ): Promise<{ drillId: string; sourceServerId: string; volumeIds: string[] } | undefined>;
}

/** A request under an idempotency key: a repetition does not apply it again. */
export interface Receipt {
  /** A digest of the requester and the key. */
  receiptId: string;
  /** A digest of the request. */
  requestHash: string;
}

/** Kept for EXPIRY_SECONDS. */
export interface Receipts {
  /** Strongly consistent: the hash of the request, if there was one. */
  load(receiptId: string): Promise<string | undefined>;
  /** False when there is a receipt of that id already. */
  put(receipt: Receipt): Promise<boolean>;
}

export interface Sites {
  /** Strongly consistent; an empty site with version 0 when there is none yet. */
  load(site: Site): Promise<{ record: SiteRecord; version: number }>;
  /** False when the site's version is no longer the one read. */
  save(record: SiteRecord, readVersion: number, saveId: string): Promise<boolean>;
  /**
   * Until when nobody should call DRS or EC2 at this site; null when it was never set. Eventually consistent, because
   * it is best effort.
   */
  pausedUntil(site: Site): Promise<Instant | null>;
  pause(site: Site, until: Instant): Promise<void>;
  /** Adds a start to the end of the line of those that wait to be saved at this site. */
  standInLine(site: Site, ticket: Ticket): Promise<void>;
  /** How many starts that came since then are ahead of a ticket. Strongly consistent. */
  aheadOf(site: Site, ticket: Ticket, since: Instant): Promise<number>;
  leaveLine(site: Site, ticket: Ticket): Promise<void>;
}

/** A place in a line, by the time of arrival. */
export interface Ticket {
  ticketId: string;
  at: Instant;
}

export interface Levers {
  /**
   * Strongly consistent. Until it has an item of its own (version 0), it is read from the site's record, where an
   * earlier version kept it.
   */
  load(site: Site): Promise<{ record: LeverRecord; version: number }>;
  /** Saves the record together with the move; false when the version is no longer the one read. */
  save(record: LeverRecord, readVersion: number, move: LeverMove): Promise<boolean>;
  /** The moves of all levers, newest first. */
  moves(limit: number, cursor?: string): Promise<HistoryPage<LeverMove>>;
}

/** A version of a plan, as it was saved. Nothing changes it. */
export interface PlanContent {
  name: string;
  version: number;
  /** SHA-256 of the canonical JSON (RFC 8785) of the body. */
  hash: string;
  /** A body of POST /v1/drills. */
  body: Record<string, unknown>;
  by: string;
  at: Instant;
}

/** What lists show of a version of a plan. */
export interface PlanLine extends Omit<PlanContent, 'body'> {
  description: string | null;
}

/** Loads are strongly consistent; lists are eventually consistent. */
export interface Plans {
  /** The newest version; undefined when there is none, or the plan was deleted. */
  newest(name: string): Promise<PlanContent | undefined>;
  /** A version, also of a plan that was deleted. */
  version(name: string, version: number): Promise<PlanContent | undefined>;
  /** The highest number of a version, also of a plan that was deleted; 0: there is none. */
  lastVersion(name: string): Promise<number>;
  /** Saves a new version as the newest. False when the newest is no longer the one read (undefined: there was none). */
  save(content: PlanContent, readVersion: number | undefined): Promise<boolean>;
  /** Its versions stay. False when the newest version is no longer the one read. */
  delete(name: string, readVersion: number): Promise<boolean>;
  /** The newest version of each plan, by name. */
  list(limit: number, cursor?: string): Promise<HistoryPage<PlanLine>>;
  /** All versions of a plan, the newest first. */
  versions(name: string, limit: number, cursor?: string): Promise<HistoryPage<PlanLine>>;
}

/** The schedules of plans. They decide what is drilled when; EventBridge Scheduler has copies. */
export interface PlanSchedules {
  /** Strongly consistent; undefined (and version 0) when there is none of that name. */
  load(name: string): Promise<Kept<Schedule | undefined>>;
  /** False when its version is no longer the one read. */
  save(schedule: Schedule, readVersion: number): Promise<boolean>;
  /** False when its version is no longer the one read. */
  delete(name: string, readVersion: number): Promise<boolean>;
  /** By name. */
  list(limit: number, cursor?: string): Promise<HistoryPage<Schedule>>;
}

/** A stored item with the version that was read; version 0: it does not exist yet. */
export interface Kept<Value> {
  value: Value;
  version: number;
}

/** The new content of an item that was read. */
export interface Change<Value> {
  read: Kept<Value>;
  value: Value;
}

/** `ALREADY`: it was counted before, and nothing was written. `STALE`: an item is no longer as it was read. */
export type Counted = 'COUNTED' | 'ALREADY' | 'STALE';

export interface HistoryPage<Item> {
  items: Item[];
  /** Where the next page begins, which may be empty. It belongs to the query. */
  cursor: string | null;
}

/** What the stream's second reader keeps of drills. Loads are strongly consistent; lists are eventually consistent. */
export interface History {
  /**
   * Keeps the trials of a drill that has begun, unless they exist already. They expire unless the end of the drill
   * keeps them.
   */
  begin(trials: Trial[]): Promise<void>;
  loadStatistics(keys: StatisticKey[]): Promise<Kept<Statistic>[]>;
  /** Counts an ended drill once: all statistics and the mark that it is counted in one transaction, or nothing. */
  countDrill(drillId: string, statistics: Change<Statistic>[], used: Quantities): Promise<Counted>;
  /** What a counted drill has used; undefined when it is not counted, or an earlier version counted it. */
  used(drillId: string): Promise<Quantities | undefined>;
  /** Undefined (and version 0) when neither a drill nor DRS has shown it. */
  loadServer(sourceServerId: string): Promise<Kept<ServerLine | undefined>>;
  /** Counts an ended trial once: the trial and its contribution to its server, in one transaction, or nothing. */
  countTrial(trial: Ended<Trial>, server: TrialAdds): Promise<Counted>;
  /** False when the server's line is no longer the one read. */
  saveServer(line: LineChange): Promise<boolean>;
  /** A server's trials by the time their drill was requested, in [from, to), newest first. */
  trials(
    sourceServerId: string,
    range: { from: Instant | null; to: Instant | null },
    limit: number,
    cursor?: string,
  ): Promise<HistoryPage<Trial>>;
  /**
   * A site's servers: first those that were never drilled, then those that never passed, then those that passed the
   * longest ago. `before`: only those without a pass since then.
   */
  servers(site: Site, limit: number, cursor?: string, before?: Instant): Promise<HistoryPage<ServerLine>>;
  /** Servers with an open finding, newest first. */
  findings(limit: number, cursor?: string): Promise<HistoryPage<Finding>>;
  /** By day: days (from, to, both included), newest first. Otherwise by key. */
  statistics(
    by: CountedBy,
    range: { from: string | null; to: string | null },
    limit: number,
    cursor?: string,
  ): Promise<HistoryPage<Statistic>>;
  /** Newest first. */
  regressions(limit: number, cursor?: string): Promise<HistoryPage<KeptRegression>>;
}

/**
 * What a trial adds to its server's statistic and line. NOTHING when the drill has not looked at a known server.
 * UNKNOWN when there may be no such server; then the trial itself expires.
 */
export type TrialAdds = { statistic: Change<Statistic>; line: LineChange } | 'NOTHING' | 'UNKNOWN';

/** The new content of a server's line; `read` has none when the server is new. */
export interface LineChange {
  read: Kept<ServerLine | undefined>;
  value: ServerLine;
}

/** A source server as DRS describes it. */
export interface SourceServer {
  sourceServerId: string;
  hostname: string | null;
  replicationState: string;
  /** Absent when DRS reports none. */
  replicationError?: ReplicationError;
  lagSeconds: number | null;
  /** `type`: DRILL or RECOVERY, an open list; UNKNOWN when DRS does not say. Null when it was never launched. */
  lastLaunch: { jobId: string | null; status: string | null; type: string | null; at: Instant | null };
  extendedFrom: string | null;
  /** FAILOVER or FAILBACK, an open list. Null when DRS does not say. */
  replicationDirection: string | null;
  /** Null when DRS does not say. */
  tags: Record<string, string> | null;
  /** What DRS would right-size its instance to; absent when DRS does not say. */
  recommendedInstanceType?: string;
  /** The disks that are replicated; absent when DRS does not say. */
  disks?: Disk[];
}

/** A disk of a source server. Null when DRS does not say. */
export interface Disk {
  deviceName: string | null;
  bytes: number | null;
}

export interface Job {
  jobId: string;
  type: string;
  initiatedBy: string | null;
  status: string;
  createdAt: Instant | null;
  endedAt: Instant | null;
  tags: Record<string, string>;
  servers: {
    sourceServerId: string;
    launchStatus: string;
    instanceId: string | null;
    /** Absent when DRS reports no post-launch actions, not even that none have run. */
    actions?: ActionsReported;
  }[];
  /** DRS does not report its tags. */
  hidesTags?: true;
  /** It has servers that it does not name. */
  hidesServers?: true;
}

export interface JobLogItem {
  at: Instant;
  event: string;
  sourceServerId: string | null;
  instanceId: string | null;
  errorText: string | null;
  /** The EC2 instance that converts the server's disks; absent in most lines. */
  conversionServerId?: string;
}

/** AWS Elastic Disaster Recovery, in the product's words. Lists are complete: every page is read. */
export interface Drs {
  sourceServers(site: Site, sourceServerIds: string[] | 'all'): Promise<SourceServer[]>;
  launchConfiguration(
    site: Site,
    sourceServerId: string,
  ): Promise<{
    disposition: string;
    launchIntoInstanceId: string | null;
    launchTemplateId: string | null;
    /** Whether post-launch actions are switched on; null when DRS does not say. */
    postLaunchEnabled: boolean | null;
    /** NONE: the launch template decides. Others: DRS's recommendation does. Null when DRS does not say. */
    rightSizing: string | null;
  }>;
  /** A server's active post-launch actions. An action that DRS does not call optional must not fail. */
  activeLaunchActions(site: Site, sourceServerId: string): Promise<{ isOptional: boolean }[]>;
  /** Newest first; only the first page unless `from` is given. */
  recoveryPoints(
    site: Site,
    sourceServerId: string,
    range?: { from?: Instant; to?: Instant },
  ): Promise<RecoveryPoint[]>;
  recoveryInstances(
    site: Site,
    by: { sourceServerIds: string[] } | { instanceIds: string[] } | 'all',
  ): Promise<RecoveryInstance[]>;
  jobs(site: Site, by: { jobIds: string[] } | { since: Instant }): Promise<Job[]>;
  jobLog(site: Site, jobId: string): Promise<JobLogItem[]>;
  /** Starts a drill, never a recovery. Not retried, because DRS has no client token for it. */
  startDrill(
    site: Site,
    servers: { sourceServerId: string; snapshotId?: string }[],
    tags: Record<string, string>,
  ): Promise<{ jobId: string; createdAt: Instant | null }>;
  /** The caller has proved that these are its own drill's instances. Not retried. */
  terminateProvenInstances(site: Site, instanceIds: string[]): Promise<{ jobId: string | null }>;
}

export interface Ec2Instance {
  instanceId: string;
  /** EC2's lower-case word: pending, running, shutting-down, terminated, stopping, stopped. */
  state: string;
  /** Null when its tags do not say, or contradict each other. */
  sourceServerId: string | null;
  jobId: string | null;
  /**
   * When and why its stop or termination was requested, for one that is down or on its way there; absent when EC2 does
   * not say.
   */
  downAt?: Instant;
  reason?: string;
  /** EC2's LaunchTime, which moves at every start; absent when EC2 does not say. */
  startedAt?: Instant;
  /** When its primary network interface was attached, which is when it was made; null when EC2 does not say. */
  attachedAt: Instant | null;
  volumeIds: string[];
  /** Of its primary network interface; null, or empty, when EC2 does not say, as for a terminated instance. */
  privateAddress: string | null;
  subnetId: string | null;
  securityGroupIds: string[];
}

/** A volume that a job of DRS has made. */
export interface JobVolume {
  volumeId: string;
  jobId: string;
  /** Null when no tag names it. */
  sourceServerId: string | null;
  /** The instance that it is attached to; null when it is unattached. */
  instanceId: string | null;
}

export interface Ec2 {
  /** Those that EC2 still knows. Unknown ids are left out and are no error. */
  instances(
    site: Site,
    by: { instanceIds: string[] } | { sourceServerIds: string[] } | { jobIds: string[] },
  ): Promise<Ec2Instance[]>;
  /**
   * 'ok' when both the system and the instance check passed, else the worse of the two results. Running instances only.
   */
  statusChecks(site: Site, instanceIds: string[]): Promise<Record<string, string>>;
  /** Whether an instance has termination protection (`disableApiTermination`). */
  isProtected(site: Site, instanceId: string): Promise<boolean | null>;
  /** The ids among these that still exist. */
  volumes(site: Site, volumeIds: string[]): Promise<string[]>;
  /** The volumes with the tag of one of these jobs, attached or not. */
  volumesOfJobs(site: Site, jobIds: string[]): Promise<JobVolume[]>;
  /** The default version of a launch template; null when it cannot be read. */
  launchTemplate(
    site: Site,
    launchTemplateId: string,
  ): Promise<(LaunchTemplate & { network: Network } & TemplateMachine) | null>;
  /** How many On-Demand instances of each type are pending or running; null when EC2 does not say which type one is. */
  onDemandInstances(site: Site): Promise<Map<string, number> | null>;
  /** The default vCPUs of these instance types, as far as EC2 knows them. */
  vcpus(site: Site, instanceTypes: string[]): Promise<Map<string, number>>;
  /** The free IPv4 addresses of these subnets, as far as EC2 knows them. */
  freeAddresses(site: Site, subnetIds: string[]): Promise<Map<string, number>>;
}

/** What a launch template says about the machine. */
export interface TemplateMachine {
  /** Null when it names none, for example because EC2 is to choose one by its attributes. */
  instanceType: string | null;
  /** By device name. */
  volumeTypes: Record<string, string>;
}

export interface Quotas {
  /** The applied value of a quota; null when Service Quotas does not say. */
  valueOf(site: Site, quota: { service: string; code: string }): Promise<number | null>;
}

/** AWS's list prices, as the table keeps them. */
export interface Prices {
  /** Undefined when they were never read. Eventually consistent. */
  load(region: string): Promise<PriceList | undefined>;
  save(list: PriceList): Promise<void>;
}

/** AWS's price list itself. */
export interface PriceListSource {
  read(region: string): Promise<Omit<PriceList, 'readAt'>>;
}

export interface Schedules {
  /** A one-time schedule, rounded up to a whole minute; true also when a schedule of that name exists already. */
  create(schedule: {
    name: string;
    at: Instant;
    target: 'wake' | 'hardStop';
    payload: Record<string, unknown>;
  }): Promise<void>;
}

/** The copies of the schedules of plans in EventBridge Scheduler, in a group of their own. */
export interface ScheduleCopies {
  /** Creates or replaces a copy. `startAt`: no time before it; null when it starts at once. */
  put(schedule: Schedule, startAt: Instant | null): Promise<void>;
  /** Whether a copy fires as the schedule says. */
  isSame(schedule: Schedule): Promise<boolean>;
  /** Removes a copy; one that is gone already is no error. */
  remove(name: string): Promise<void>;
  names(): Promise<string[]>;
}

export interface Queue {
  send(message: { drillId: string; effectId: string }, delaySeconds: number): Promise<void>;
}
