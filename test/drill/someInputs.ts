import type { Drill, Instant } from '../../src/drill/drill.ts';
import type { AskedEffect, Effect } from '../../src/drill/effects.ts';
import type {
  ActionRun,
  Answer,
  FailureKind,
  Input,
  JobServerSeen,
  Missed,
  ServerInspection,
  StateSeen,
} from '../../src/drill/inputs.ts';
import { healthy, instance, MINUTE, requested, SECOND, server } from './given.ts';

/** A whole number below `below`. */
export type Luck = (below: number) => number;

/** What is known of a drill that something happens to. */
export interface Scene {
  drill: Drill;
  effects: AskedEffect[];
}

/** Something that may happen to this drill: mostly an answer to what it asked, also late, wrong and repeated ones. */
export function somethingHappens(scene: Scene, what: number, at: Instant, luck: Luck): Input {
  const open = scene.effects.filter((asked) => scene.drill.open[asked.effectId] !== undefined);
  if (what < 55 && open.length > 0) return answered(pick(open, luck), at, luck, what < 40);
  if (what < 62 && scene.effects.length > 0) return answered(pick(scene.effects, luck), at, luck, false);
  return unasked(scene, what, at, luck);
}

/** What nobody asked for: people, events, clocks. */
function unasked({ drill, effects }: Scene, what: number, at: Instant, luck: Luck): Input {
  const sourceServerId = server(1 + luck(4));
  const asked = effects[luck(Math.max(effects.length, 1))]?.effectId ?? 'e1';
  if (what < 80) return luck(2) === 0 ? { type: 'Woken', at } : { type: 'Woken', at, n: luck(drill.wakeCount + 2) };
  const others: Input[] = [
    { type: 'CancelRequested', at, by: 'operator', reason: 'enough' },
    { type: 'HoldUntilRequested', at, by: 'operator', holdUntil: at + luck(100) * 15 * MINUTE },
    { type: 'HoldEndRequested', at, by: 'operator' },
    { type: 'LeakAcknowledged', at, by: 'operator', reason: 'seen by hand' },
    { type: 'TurnCame', at },
    { type: 'HardStopFired', at, n: luck(drill.hardStopCount + 2) },
    { type: 'ServerReported', at, sourceServerId, jobId: jobId(luck(3)), result: oneOf(['LAUNCHED', 'FAILED'], luck) },
    { type: 'ServerReported', at, sourceServerId, jobId: jobId(luck(3)), result: 'LAUNCHED' },
    { type: 'InstanceReportedGone', at, sourceServerId, instanceId: instance(luck(5)) },
    { type: 'InstanceReportedDown', at, sourceServerId, instanceId: instance(luck(5)), state: 'stopped', downAt: at },
    { type: 'RecoveryReported', at, jobId: `drsjob-real-${luck(3)}` },
    { type: 'GuardTerminated', at, jobId: jobId(9), instanceIds: [instance(luck(5))] },
    { type: 'Restored', at, restored: `r-${luck(2)}` },
    { type: 'EffectFoundTaken', at, effectId: asked, takenAt: at - luck(100) * SECOND },
    { ...requested([[sourceServerId]]), at },
  ];
  return pick(others, luck);
}

/** An answer to this effect, or the news that it failed. `kindly`: nothing unusual. */
function answered({ effectId, effect }: AskedEffect, at: Instant, luck: Luck, kindly: boolean): Input {
  const fails = luck(10) < (kindly ? 1 : 6);
  const answer: Answer = fails ? failure(luck) : answerTo(effect, at, luck, kindly);
  return { ...answer, effectId, at };
}

const FAILURES: readonly FailureKind[] = [
  'CONFLICT',
  'LEVER',
  'QUOTA',
  'THROTTLED',
  'DENIED',
  'INVALID',
  'NOT_FOUND',
  'UNAVAILABLE',
  'UNKNOWN_RESULT',
];

function failure(luck: Luck): Answer {
  const message = oneOf(['Invalid request provided: Tags', 'busy', ''], luck);
  const hint = luck(3) === 0 ? { retryAfterSeconds: luck(3000) } : {};
  return { type: 'EffectFailed', kind: oneOf(FAILURES, luck), message, ...hint };
}

/** Some were not answered about. */
function missed(luck: Luck, kindly: boolean): { missed?: Missed } {
  return kindly || luck(3) > 0 ? {} : { missed: { kind: oneOf(FAILURES, luck), message: 'busy' } };
}

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

const ANSWERS: {
  [Kind in Effect['kind']]: (effect: Of<Kind>, at: Instant, luck: Luck, kindly: boolean) => Answer;
} = {
  Inspect: ({ sourceServerIds }, _at, luck, kindly) => ({
    type: 'Inspected',
    servers: some(sourceServerIds, luck, kindly).map((id) => inspection(id, luck, kindly)),
    ...missed(luck, kindly),
  }),
  FindBusy: ({ sourceServerIds }, _at, luck, kindly) => ({
    type: 'BusyFound',
    jobs: kindly ? [] : [{ sourceServerId: pick(sourceServerIds, luck), jobId: jobId(8), tags: {} }],
    recoveryJobIds: kindly || luck(2) === 0 ? [] : ['drsjob-real-1'],
    ...(kindly || luck(2) === 0 ? {} : { crowd: { jobs: luck(20), servers: luck(500) } }),
  }),
  FindServers: ({ sourceServerIds }, _at, luck, kindly) => ({
    type: 'ServersFound',
    unknown: kindly || luck(3) > 0 ? [] : some(sourceServerIds, luck, false),
  }),
  ArmHardStop: ({ n, stopAt }) => ({ type: 'HardStopArmed', n, stopAt }),
  ArmWake: ({ n, wakeAt }) => ({ type: 'WakeArmed', n, wakeAt }),
  Wake: () => ({ type: 'WakeCame' }),
  StartRecovery: ({ launch, servers }, at, luck, kindly) => {
    if (kindly || luck(2) === 0) return startedAnswer(launch, at, luck);
    const refused = some(
      servers.map((one) => one.sourceServerId),
      luck,
      false,
    );
    return {
      type: 'LaunchRefused',
      launch,
      servers: refused.map((sourceServerId) => ({ sourceServerId, reason: 'live' })),
    };
  },
  FindLaunch: ({ launch }, at, luck) =>
    luck(2) === 0 ? startedAnswer(launch, at, luck) : { type: 'LaunchNotFound', launch },
  FindJobs: (_effect, at, luck) => ({
    type: 'JobsFound',
    jobs: Array.from({ length: luck(3) }, (_, index) => ({
      // A job of another tag is never that of a launch which the drill knows.
      jobId: jobId(100 + luck(4) + 4 * index),
      tag: '',
      createdAt: at,
      sourceServerIds: [server(1 + luck(4)), server(1 + luck(4))],
    })),
  }),
  LookAtLaunches: ({ jobIds }, at, luck, kindly) => ({
    type: 'LaunchesSeen',
    jobs: some(jobIds, luck, kindly).map((id) => jobSeen(id, at, luck, kindly)),
  }),
  LookAtInstances: ({ wave, servers }, at, luck, kindly) => ({
    type: 'InstancesSeen',
    wave,
    instances: some(servers, luck, kindly).map(({ sourceServerId }) => ({
      sourceServerId,
      instanceId: kindly || luck(3) > 0 ? instanceOf(sourceServerId) : null,
      state: kindly ? 'running' : oneOf([null, 'running', 'stopped', 'terminated', 'settling'], luck),
      statusChecks: kindly ? 'ok' : oneOf([null, 'ok', 'impaired'], luck),
      pointInTimeAt: luck(3) === 0 ? null : at - luck(1000) * SECOND,
      volumeIds: ['vol-1'],
    })),
  }),
  LookAtActions: ({ servers }, at, luck, kindly) => ({
    type: 'ActionsSeen',
    servers: some(servers, luck, kindly).map(({ sourceServerId }) => ({
      sourceServerId,
      told: !kindly && luck(4) === 0 ? null : { agentSeenAt: luck(3) === 0 ? null : at, runs: someRuns(luck, kindly) },
    })),
  }),
  LookAtPoints: ({ wave, servers }, _at, luck, kindly) => ({
    type: 'PointsSeen',
    wave,
    points: some(servers, luck, kindly).map(({ sourceServerId }) => ({
      sourceServerId,
      snapshotId: luck(2) === 0 ? null : 'pit-00000000000000001',
    })),
    ...missed(luck, kindly),
  }),
  LookAtRecovery: ({ jobIds }, _at, luck, kindly) => ({
    type: 'RecoveriesSeen',
    jobs: some(jobIds, luck, kindly).map((id) => ({
      jobId: id,
      isReal: luck(3) > 0,
      over: luck(2) === 0,
      sourceServerIds: [server(1 + luck(4))],
      ...(luck(4) === 0 ? { released: true as const } : {}),
    })),
  }),
  Terminate: ({ servers }, at, luck, kindly) => {
    if (!kindly && luck(5) === 0) {
      const seen = { jobId: `drsjob-real-${luck(3)}`, isReal: true, sourceServerIds: [server(1 + luck(4))] };
      const ended = luck(2) === 0 ? { over: false } : { over: true, endedAt: at - luck(1200) * SECOND };
      return { type: 'TerminationPostponed', recoveries: [{ ...seen, ...ended }] };
    }
    const ids = servers.map((one) => one.sourceServerId);
    const accepted = some(ids, luck, kindly);
    const left = ids.filter((id) => !accepted.includes(id));
    return {
      type: 'TerminationAccepted',
      jobId: luck(4) === 0 ? null : jobId(7),
      found: accepted.map((id) => ({ sourceServerId: id, instanceId: instanceOf(id), volumeIds: [] })),
      accepted,
      unproven: left.map((sourceServerId) => ({ sourceServerId, missing: 'not a drill' })),
      seen: ids.map((sourceServerId) => stateSeen(sourceServerId, at, luck, kindly)),
    };
  },
  LookForLeftovers: ({ servers }, _at, luck, kindly) => ({
    type: 'LeftoversSeen',
    servers: some(servers, luck, kindly).map(({ sourceServerId, instanceId }) => ({
      sourceServerId,
      instanceId: instanceId ?? (luck(2) === 0 ? null : instanceOf(sourceServerId)),
      state: kindly ? oneOf(['terminated', null], luck) : oneOf([null, 'running', 'terminated'], luck),
      volumeIds: [],
      volumesLeft: luck(4) === 0 ? ['vol-1'] : [],
    })),
  }),
  LookIntoLeak: ({ servers }, _at, luck, kindly) => ({
    type: 'LeakLookedInto',
    servers: some(servers, luck, kindly).map(({ sourceServerId }) => ({
      sourceServerId,
      ...(luck(2) === 0 ? { isProtected: true as const, lastWords: 'CLEANUP_FAIL' } : {}),
    })),
  }),
};

function answerTo(effect: Effect, at: Instant, luck: Luck, kindly: boolean): Answer {
  const answer = ANSWERS[effect.kind] as (effect: Effect, at: Instant, luck: Luck, kindly: boolean) => Answer;
  return answer(effect, at, luck, kindly);
}

function stateSeen(sourceServerId: string, at: Instant, luck: Luck, kindly: boolean): StateSeen {
  if (kindly) return { sourceServerId, state: 'running' };
  const state = oneOf([null, 'gone', 'running', 'stopped', 'terminated', 'settling'], luck);
  const downAt = luck(2) === 0 ? { downAt: at - luck(10_000) * SECOND, reason: 'ü'.repeat(luck(300)) } : {};
  return { sourceServerId, state, ...downAt, ...(luck(3) === 0 ? { isUnlisted: true } : {}) };
}

function startedAnswer(launch: number, at: Instant, luck: Luck): Answer {
  const createdAt = luck(4) === 0 ? null : at - luck(60) * SECOND;
  return { type: 'LaunchStarted', launch, jobId: jobId(launch), createdAt, found: luck(2) === 0 };
}

function inspection(sourceServerId: string, luck: Luck, kindly: boolean): ServerInspection {
  const actions = luck(3) === 0 ? { launchActions: { required: luck(3), optional: luck(2) } } : {};
  if (kindly) return healthy(sourceServerId, luck(5) === 0 ? { launchDisposition: 'STOPPED' } : actions);
  if (luck(3) === 0) return { sourceServerId, exists: false };
  if (luck(3) === 0) return healthy(sourceServerId, { points: [], refused: { points: 'denied' } });
  return healthy(sourceServerId, { lagSeconds: luck(2) === 0 ? null : 90_000 });
}

function jobSeen(id: string, at: Instant, luck: Luck, kindly: boolean) {
  const over = kindly || luck(2) === 0;
  const status = over ? 'COMPLETED' : oneOf(['PENDING', 'STARTED', 'SETTLING'], luck);
  const servers = [1, 2, 3].map((n) => serverSeen(server(n), at, luck, kindly));
  const endedAt = over && luck(5) > 0 ? at : null;
  return {
    jobId: id,
    status,
    createdAt: at,
    endedAt,
    logEnded: kindly || luck(2) === 0,
    servers: some(servers, luck, kindly),
  };
}

function serverSeen(sourceServerId: string, at: Instant, luck: Luck, kindly: boolean): JobServerSeen {
  const statuses = ['LAUNCHED', 'FAILED', 'PENDING', 'IN_PROGRESS', 'TERMINATED', 'SETTLING'];
  const launchStatus = kindly && luck(4) > 0 ? 'LAUNCHED' : oneOf(statuses, luck);
  return {
    sourceServerId,
    launchStatus,
    instanceId: luck(4) === 0 ? null : instanceOf(sourceServerId),
    launchedAt: luck(4) === 0 ? null : at,
    lastEvent: null,
    errorText: luck(2) === 0 ? null : 'ü'.repeat(luck(300)),
    neverExisted: launchStatus === 'FAILED' && luck(2) === 0,
    usedPreviousSnapshot: luck(5) === 0,
    ...(luck(8) === 0 ? { ranActions: true as const } : {}),
    steps: { SNAPSHOT_START: at },
  };
}

function someRuns(luck: Luck, kindly: boolean): ActionRun[] {
  const statuses = kindly ? ['SUCCEEDED'] : ['SUCCEEDED', 'FAILED', 'IN_PROGRESS', 'SETTLING'];
  return Array.from({ length: luck(4) }, (_, index) => ({
    runId: `r-${index}`,
    actionId: null,
    name: oneOf([null, 'Agent'], luck),
    optional: oneOf([null, true, false], luck),
    status: oneOf(statuses, luck),
    failureReason: oneOf([null, 'exit status 1'], luck),
  }));
}

function jobId(n: number): string {
  return `drsjob-${String(n).padStart(17, '0')}`;
}

function instanceOf(sourceServerId: string): string {
  return instance(Number(sourceServerId.slice(2)));
}

/** All of them, or (not kindly) those that luck leaves. */
function some<Item>(items: readonly Item[], luck: Luck, kindly: boolean): Item[] {
  return items.filter(() => kindly || luck(4) > 0);
}

function oneOf<Value>(values: readonly Value[], luck: Luck): Value {
  return pick(values, luck);
}

function pick<Value>(values: readonly Value[], luck: Luck): Value {
  return values[luck(values.length)] as Value;
}
