import type { ServerChecked } from '../../src/drill/checks/check.ts';
import type { Drill, Instant } from '../../src/drill/drill.ts';
import type { Effect, RequestedEffect } from '../../src/drill/effects.ts';
import type {
  ActionRun,
  Answer,
  Candidate,
  FailureKind,
  Input,
  JobServerSeen,
  Missed,
  ServerInspection,
  StateSeen,
} from '../../src/drill/inputs.ts';
import { forecastOf } from '../../src/history/forecast.ts';
import { NOTHING_KNOWN } from '../builders.ts';
import { healthy, instance, MINUTE, requested, SECOND, server } from './given.ts';

/** A whole number below `below`. */
export type Random = (below: number) => number;

/** A drill, and the effects that it requested. */
export interface Scene {
  drill: Drill;
  effects: RequestedEffect[];
}

/** A random input for this drill: mostly an answer to its effects, including late, wrong and repeated ones. */
export function someInput(scene: Scene, what: number, at: Instant, random: Random): Input {
  const open = scene.effects.filter((wanted) => scene.drill.open[wanted.effectId] !== undefined);
  if (what < 55 && open.length > 0) return answered(pick(open, random), at, random, what < 40);
  if (what < 62 && scene.effects.length > 0) return answered(pick(scene.effects, random), at, random, false);
  return unrequested(scene, what, at, random);
}

/** Inputs that answer no effect: operators, events, clocks. */
function unrequested({ drill, effects }: Scene, what: number, at: Instant, random: Random): Input {
  const sourceServerId = server(1 + random(4));
  const wanted = effects[random(Math.max(effects.length, 1))]?.effectId ?? 'e1';
  if (what < 80) return random(2) === 0 ? { type: 'Woken', at } : { type: 'Woken', at, n: random(drill.wakeCount + 2) };
  const others: Input[] = [
    { type: 'CancelRequested', at, by: 'operator', reason: 'enough' },
    { type: 'HoldUntilRequested', at, by: 'operator', holdUntil: at + random(100) * 15 * MINUTE },
    { type: 'HoldEndRequested', at, by: 'operator' },
    { type: 'HoldEndRequested', at, by: 'operator', force: true },
    {
      type: 'VerdictGiven',
      at,
      by: oneOf(['operator', 'pipeline'], random),
      check: oneOf(['approved', 'other'], random),
      passed: random(2) === 0,
      message: 'seen',
    },
    { type: 'LeakAcknowledged', at, by: 'operator', reason: 'seen by hand' },
    { type: 'TurnCame', at },
    { type: 'HardStopFired', at, n: random(drill.hardStopCount + 2) },
    {
      type: 'ServerReported',
      at,
      sourceServerId,
      jobId: jobId(random(3)),
      result: oneOf(['LAUNCHED', 'FAILED'], random),
    },
    { type: 'ServerReported', at, sourceServerId, jobId: jobId(random(3)), result: 'LAUNCHED' },
    { type: 'InstanceReportedGone', at, sourceServerId, instanceId: instance(random(5)) },
    { type: 'InstanceReportedDown', at, sourceServerId, instanceId: instance(random(5)), state: 'stopped', downAt: at },
    { type: 'RecoveryReported', at, jobId: `drsjob-real-${random(3)}` },
    { type: 'GuardTerminated', at, jobId: jobId(9), instanceIds: [instance(random(5))] },
    { type: 'Restored', at, restored: `r-${random(2)}` },
    { type: 'EffectFoundTaken', at, effectId: wanted, takenAt: at - random(100) * SECOND },
    { ...requested([[sourceServerId]]), at },
  ];
  return pick(others, random);
}

/** An answer to this effect, or its failure. `kindly`: nothing unusual. */
function answered({ effectId, effect }: RequestedEffect, at: Instant, random: Random, kindly: boolean): Input {
  const fails = random(10) < (kindly ? 1 : 6);
  const answer: Answer = fails ? failure(random) : answerTo(effect, at, random, kindly);
  return { ...answer, effectId, at };
}

const FAILURES: readonly FailureKind[] = [
  'CONFLICT',
  'LEVER',
  'BLACKOUT',
  'QUOTA',
  'THROTTLED',
  'DENIED',
  'INVALID',
  'NOT_FOUND',
  'UNAVAILABLE',
  'UNKNOWN_RESULT',
];

function failure(random: Random): Answer {
  const message = oneOf(['Invalid request provided: Tags', 'busy', ''], random);
  const hint = random(3) === 0 ? { retryAfterSeconds: random(3000) } : {};
  return { type: 'EffectFailed', kind: oneOf(FAILURES, random), message, ...hint };
}

/** A server that matches a choice. */
function candidate(index: number, tags: Record<string, string[]>): Candidate {
  const matching = Object.fromEntries(Object.entries(tags).map(([key, [value = '']]) => [key, value]));
  return { sourceServerId: server(index + 1), tags: matching, provedAt: null, failedAt: null, isDisconnected: false };
}

/** Some servers were not answered. */
function missed(random: Random, kindly: boolean): { missed?: Missed } {
  return kindly || random(3) > 0 ? {} : { missed: { kind: oneOf(FAILURES, random), message: 'busy' } };
}

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

const ANSWERS: {
  [Kind in Effect['kind']]: (effect: Of<Kind>, at: Instant, random: Random, kindly: boolean) => Answer;
} = {
  Inspect: ({ sourceServerIds }, _at, random, kindly) => ({
    type: 'Inspected',
    servers: some(sourceServerIds, random, kindly).map((id) => inspection(id, random, kindly)),
    ...missed(random, kindly),
  }),
  FindBusy: ({ sourceServerIds }, _at, random, kindly) => ({
    type: 'BusyFound',
    jobs: kindly ? [] : [{ sourceServerId: pick(sourceServerIds, random), jobId: jobId(8), tags: {} }],
    recoveryJobIds: kindly || random(2) === 0 ? [] : ['drsjob-real-1'],
    ...(kindly || random(2) === 0 ? {} : { crowd: { jobs: random(20), servers: random(500) } }),
  }),
  FindCandidates: ({ choices }, _at, random, kindly) => ({
    type: 'CandidatesFound',
    candidates: kindly || random(4) > 0 ? choices.flatMap(({ tags }, index) => [candidate(index, tags)]) : [],
    digest: 'digest',
    seed: random(100) / 100,
  }),
  Forecast: (plan) => ({ type: 'Forecasted', ...forecastOf(plan, NOTHING_KNOWN) }),
  FindServers: ({ sourceServerIds }, _at, random, kindly) => ({
    type: 'ServersFound',
    unknown: kindly || random(3) > 0 ? [] : some(sourceServerIds, random, false),
  }),
  ArmHardStop: ({ n, stopAt }) => ({ type: 'HardStopArmed', n, stopAt }),
  ArmWake: ({ n, wakeAt }) => ({ type: 'WakeArmed', n, wakeAt }),
  Wake: () => ({ type: 'WakeCame' }),
  StartRecovery: ({ launch, servers }, at, random, kindly) => {
    if (kindly || random(2) === 0) return startedAnswer(launch, at, random);
    const refused = some(
      servers.map((one) => one.sourceServerId),
      random,
      false,
    );
    return {
      type: 'LaunchRefused',
      launch,
      servers: refused.map((sourceServerId) => ({ sourceServerId, reason: 'live' })),
    };
  },
  FindLaunch: ({ launch }, at, random) =>
    random(2) === 0 ? startedAnswer(launch, at, random) : { type: 'LaunchNotFound', launch },
  FindJobs: (_effect, at, random) => ({
    type: 'JobsFound',
    jobs: Array.from({ length: random(3) }, (_, index) => ({
      // A job with another tag never belongs to a launch that the drill knows.
      jobId: jobId(100 + random(4) + 4 * index),
      tag: '',
      createdAt: at,
      sourceServerIds: [server(1 + random(4)), server(1 + random(4))],
    })),
  }),
  LookAtLaunches: ({ jobIds }, at, random, kindly) => ({
    type: 'LaunchesSeen',
    jobs: some(jobIds, random, kindly).map((id) => jobSeen(id, at, random, kindly)),
  }),
  LookAtInstances: ({ wave, servers }, at, random, kindly) => ({
    type: 'InstancesSeen',
    wave,
    instances: some(servers, random, kindly).map(({ sourceServerId }) => ({
      sourceServerId,
      instanceId: kindly || random(3) > 0 ? instanceOf(sourceServerId) : null,
      state: kindly ? 'running' : oneOf([null, 'running', 'stopped', 'terminated', 'settling'], random),
      statusChecks: kindly ? 'ok' : oneOf([null, 'ok', 'impaired'], random),
      pointInTimeAt: random(3) === 0 ? null : at - random(1000) * SECOND,
      volumeIds: ['vol-1'],
    })),
  }),
  LookAtActions: ({ servers }, at, random, kindly) => ({
    type: 'ActionsSeen',
    servers: some(servers, random, kindly).map(({ sourceServerId }) => ({
      sourceServerId,
      reported:
        !kindly && random(4) === 0
          ? null
          : { agentSeenAt: random(3) === 0 ? null : at, runs: someRuns(random, kindly) },
    })),
  }),
  LookAtPoints: ({ wave, servers }, _at, random, kindly) => ({
    type: 'PointsSeen',
    wave,
    points: some(servers, random, kindly).map(({ sourceServerId }) => ({
      sourceServerId,
      snapshotId: random(2) === 0 ? null : 'pit-00000000000000001',
    })),
    ...missed(random, kindly),
  }),
  LookAtRecovery: ({ jobIds }, _at, random, kindly) => ({
    type: 'RecoveriesSeen',
    jobs: some(jobIds, random, kindly).map((id) => ({
      jobId: id,
      isReal: random(3) > 0,
      completed: random(2) === 0,
      sourceServerIds: [server(1 + random(4))],
      ...(random(4) === 0 ? { released: true as const } : {}),
    })),
  }),
  Terminate: ({ servers }, at, random, kindly) => {
    if (!kindly && random(5) === 0) {
      const seen = { jobId: `drsjob-real-${random(3)}`, isReal: true, sourceServerIds: [server(1 + random(4))] };
      const ended = random(2) === 0 ? { completed: false } : { completed: true, endedAt: at - random(1200) * SECOND };
      return { type: 'TerminationPostponed', recoveries: [{ ...seen, ...ended }] };
    }
    const ids = servers.map((one) => one.sourceServerId);
    const accepted = some(ids, random, kindly);
    const left = ids.filter((id) => !accepted.includes(id));
    return {
      type: 'TerminationAccepted',
      jobId: random(4) === 0 ? null : jobId(7),
      found: accepted.map((id) => ({ sourceServerId: id, instanceId: instanceOf(id), volumeIds: [] })),
      accepted,
      unproven: left.map((sourceServerId) => ({ sourceServerId, missing: 'not a drill' })),
      seen: ids.map((sourceServerId) => stateSeen(sourceServerId, at, random, kindly)),
    };
  },
  LookForLeftovers: ({ servers }, _at, random, kindly) => ({
    type: 'LeftoversSeen',
    servers: some(servers, random, kindly).map(({ sourceServerId, instanceId }) => ({
      sourceServerId,
      instanceId: instanceId ?? (random(2) === 0 ? null : instanceOf(sourceServerId)),
      state: kindly ? oneOf(['terminated', null], random) : oneOf([null, 'running', 'terminated'], random),
      volumeIds: [],
      volumesLeft: random(4) === 0 ? ['vol-1'] : [],
    })),
  }),
  LookIntoLeak: ({ servers }, _at, random, kindly) => ({
    type: 'LeakLookedInto',
    servers: some(servers, random, kindly).map(({ sourceServerId }) => ({
      sourceServerId,
      ...(random(2) === 0 ? { isProtected: true as const, lastWords: 'CLEANUP_FAIL' } : {}),
    })),
  }),
  RunCheck: ({ check, servers }, _at, random, kindly) => ({
    type: 'ServersChecked',
    check,
    servers: someChecked(servers, random, kindly),
  }),
  SendCommand: ({ check, servers }, _at, random, kindly) => {
    const receivers = some(servers, random, kindly).map(({ sourceServerId }) => sourceServerId);
    const others = servers.filter(({ sourceServerId }) => !receivers.includes(sourceServerId));
    const notSent = others.map(({ sourceServerId }) => ({ sourceServerId, state: 'NOT_RUN' as const, because: 'no' }));
    const commandId = receivers.length === 0 ? null : `command-${random(1000)}`;
    return { type: 'CommandSent', check, commandId, sourceServerIds: receivers, notSent };
  },
  LookAtCommand: ({ check, servers }, _at, random, kindly) => ({
    type: 'ServersChecked',
    check,
    servers: someChecked(servers, random, kindly),
  }),
  CallFunction: ({ check }, _at, random, kindly) => ({
    type: 'FunctionAnswered',
    check,
    verdict: !kindly && random(3) === 0 ? null : { passed: kindly || random(2) === 0, message: 'judged' },
  }),
};

/** How a check ends on servers, once it does. */
function someChecked(servers: { sourceServerId: string }[], random: Random, kindly: boolean): ServerChecked[] {
  return some(servers, random, kindly).map(({ sourceServerId }) => ({
    sourceServerId,
    state: kindly ? 'PASSED' : oneOf(['PASSED', 'FAILED', 'TIMED_OUT', 'NOT_RUN'] as const, random),
    because: 'ü'.repeat(random(300)),
  }));
}

function answerTo(effect: Effect, at: Instant, random: Random, kindly: boolean): Answer {
  const answer = ANSWERS[effect.kind] as (effect: Effect, at: Instant, random: Random, kindly: boolean) => Answer;
  return answer(effect, at, random, kindly);
}

function stateSeen(sourceServerId: string, at: Instant, random: Random, kindly: boolean): StateSeen {
  if (kindly) return { sourceServerId, state: 'running' };
  const state = oneOf([null, 'gone', 'running', 'stopped', 'terminated', 'settling'], random);
  const downAt = random(2) === 0 ? { downAt: at - random(10_000) * SECOND, reason: 'ü'.repeat(random(300)) } : {};
  return { sourceServerId, state, ...downAt, ...(random(3) === 0 ? { isUnlisted: true } : {}) };
}

function startedAnswer(launch: number, at: Instant, random: Random): Answer {
  const createdAt = random(4) === 0 ? null : at - random(60) * SECOND;
  return { type: 'LaunchStarted', launch, jobId: jobId(launch), createdAt, found: random(2) === 0 };
}

function inspection(sourceServerId: string, random: Random, kindly: boolean): ServerInspection {
  const actions = random(3) === 0 ? { launchActions: { required: random(3), optional: random(2) } } : {};
  if (kindly) return healthy(sourceServerId, random(5) === 0 ? { launchDisposition: 'STOPPED' } : actions);
  if (random(3) === 0) return { sourceServerId, exists: false };
  if (random(3) === 0) return healthy(sourceServerId, { points: [], refused: { points: 'denied' } });
  return healthy(sourceServerId, { lagSeconds: random(2) === 0 ? null : 90_000 });
}

function jobSeen(id: string, at: Instant, random: Random, kindly: boolean) {
  const completed = kindly || random(2) === 0;
  const status = completed ? 'COMPLETED' : oneOf(['PENDING', 'STARTED', 'SETTLING'], random);
  const servers = [1, 2, 3].map((n) => serverSeen(server(n), at, random, kindly));
  const endedAt = completed && random(5) > 0 ? at : null;
  return {
    jobId: id,
    status,
    createdAt: at,
    endedAt,
    logEnded: kindly || random(2) === 0,
    servers: some(servers, random, kindly),
  };
}

function serverSeen(sourceServerId: string, at: Instant, random: Random, kindly: boolean): JobServerSeen {
  const statuses = ['LAUNCHED', 'FAILED', 'PENDING', 'IN_PROGRESS', 'TERMINATED', 'SETTLING'];
  const launchStatus = kindly && random(4) > 0 ? 'LAUNCHED' : oneOf(statuses, random);
  return {
    sourceServerId,
    launchStatus,
    instanceId: random(4) === 0 ? null : instanceOf(sourceServerId),
    launchedAt: random(4) === 0 ? null : at,
    lastEvent: null,
    errorText: random(2) === 0 ? null : 'ü'.repeat(random(300)),
    neverExisted: launchStatus === 'FAILED' && random(2) === 0,
    usedPreviousSnapshot: random(5) === 0,
    ...(random(8) === 0 ? { ranActions: true as const } : {}),
    steps: { SNAPSHOT_START: at },
  };
}

function someRuns(random: Random, kindly: boolean): ActionRun[] {
  const statuses = kindly ? ['SUCCEEDED'] : ['SUCCEEDED', 'FAILED', 'IN_PROGRESS', 'SETTLING'];
  return Array.from({ length: random(4) }, (_, index) => ({
    runId: `r-${index}`,
    actionId: null,
    name: oneOf([null, 'Agent'], random),
    optional: oneOf([null, true, false], random),
    status: oneOf(statuses, random),
    failureReason: oneOf([null, 'exit status 1'], random),
  }));
}

function jobId(n: number): string {
  return `drsjob-${String(n).padStart(17, '0')}`;
}

function instanceOf(sourceServerId: string): string {
  return instance(Number(sourceServerId.slice(2)));
}

/** All of them, or (not kindly) a random part. */
function some<Item>(items: readonly Item[], random: Random, kindly: boolean): Item[] {
  return items.filter(() => kindly || random(4) > 0);
}

function oneOf<Value>(values: readonly Value[], random: Random): Value {
  return pick(values, random);
}

function pick<Value>(values: readonly Value[], random: Random): Value {
  return values[random(values.length)] as Value;
}
