import { describe, expect, test } from 'vitest';
import { KNOWN_FIRST_SERVERS_MIN } from '../../src/drill/bounds.ts';
import type { CheckTerms } from '../../src/drill/checks/checkTerms.ts';
import { type Answered, decide } from '../../src/drill/decide.ts';
import { PHASES, type Phase } from '../../src/drill/drill.ts';
import type { EffectKind } from '../../src/drill/effectKeys.ts';
import type { Effect } from '../../src/drill/effects.ts';
import type { Answer, Candidate, Input } from '../../src/drill/inputs.ts';
import { emptySite } from '../../src/drill/site.ts';
import { someForecast } from '../builders.ts';
import {
  completedJob,
  ended,
  hardStopArmed,
  holding,
  holdingWith,
  inspected,
  jobCompleted,
  launching,
  leakReported,
  seenInJob,
  started,
  starting,
  terminated,
  terminating,
  unproven,
  validating,
  verified,
} from './chapters.ts';
import {
  answer,
  begin,
  deepFreeze,
  healthy,
  instance,
  MINUTE,
  publish,
  requested,
  requestedWaves,
  SITE,
  type Story,
  server,
  wake,
} from './given.ts';

type Expected = 'changes' | 'nothing' | 'refused';
type Columns<Names extends readonly unknown[]> = { readonly [Name in keyof Names]: Expected };
type Row = Columns<typeof PHASES>;

/**
 * What each input does in each phase, at a moment when it can arrive: an answer while its effect is open. When an
 * effect is never open in a phase, its answer comes too late, and does nothing. A new input or phase does not compile
 * without its line.
 */
const MATRIX: Record<Input['type'], Row> = {
  //                           REQUESTED  VALIDATING LAUNCHING  VERIFYING  HOLDING    TERMINATING ENDED
  Requested: /*           */ ['nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
  CancelRequested: /*     */ ['changes', 'changes', 'changes', 'changes', 'changes', 'refused', 'refused'],
  HoldUntilRequested: /*  */ ['refused', 'refused', 'refused', 'refused', 'changes', 'refused', 'refused'],
  HoldEndRequested: /*    */ ['refused', 'refused', 'refused', 'refused', 'changes', 'refused', 'refused'],
  VerdictGiven: /*        */ ['refused', 'refused', 'refused', 'refused', 'changes', 'refused', 'refused'],
  LeakAcknowledged: /*    */ ['refused', 'refused', 'refused', 'refused', 'refused', 'changes', 'refused'],
  Woken: /*               */ ['changes', 'changes', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  TurnCame: /*            */ ['changes', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
  HardStopFired: /*       */ ['changes', 'changes', 'changes', 'changes', 'changes', 'nothing', 'nothing'],
  ServerReported: /*      */ ['nothing', 'nothing', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  InstanceReportedGone: /**/ ['nothing', 'nothing', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  InstanceReportedDown: /**/ ['nothing', 'nothing', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  RecoveryReported: /*    */ ['changes', 'changes', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  CommandReported: /*     */ ['nothing', 'nothing', 'nothing', 'nothing', 'changes', 'nothing', 'nothing'],
  GuardTerminated: /*     */ ['changes', 'changes', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  Restored: /*            */ ['changes', 'changes', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  EffectFoundTaken: /*    */ ['changes', 'changes', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  EffectFailed: /*        */ ['changes', 'changes', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  Inspected: /*           */ ['nothing', 'changes', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
  BusyFound: /*           */ ['nothing', 'changes', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
  CandidatesFound: /*     */ ['changes', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
  Forecasted: /*          */ ['nothing', 'changes', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
  ServersFound: /*        */ ['changes', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
  HardStopArmed: /*       */ ['nothing', 'nothing', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  WakeArmed: /*           */ ['nothing', 'changes', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  WakeCame: /*            */ ['changes', 'changes', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  LaunchStarted: /*       */ ['nothing', 'nothing', 'changes', 'nothing', 'nothing', 'changes', 'nothing'],
  LaunchRefused: /*       */ ['nothing', 'nothing', 'changes', 'nothing', 'nothing', 'changes', 'nothing'],
  LaunchNotFound: /*      */ ['nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'changes', 'nothing'],
  JobsFound: /*           */ ['nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'changes', 'nothing'],
  LaunchesSeen: /*        */ ['nothing', 'nothing', 'changes', 'nothing', 'nothing', 'changes', 'nothing'],
  InstancesSeen: /*       */ ['nothing', 'nothing', 'changes', 'changes', 'nothing', 'nothing', 'nothing'],
  ActionsSeen: /*         */ ['nothing', 'nothing', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  PointsSeen: /*          */ ['nothing', 'nothing', 'changes', 'changes', 'nothing', 'nothing', 'nothing'],
  RecoveriesSeen: /*      */ ['changes', 'changes', 'changes', 'changes', 'changes', 'changes', 'nothing'],
  TerminationAccepted: /* */ ['nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'changes', 'nothing'],
  TerminationPostponed: /**/ ['nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'changes', 'nothing'],
  LeftoversSeen: /*       */ ['nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'changes', 'nothing'],
  LeakLookedInto: /*      */ ['nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'changes', 'nothing'],
  ServersChecked: /*      */ ['nothing', 'nothing', 'nothing', 'nothing', 'changes', 'nothing', 'nothing'],
  CommandSent: /*         */ ['nothing', 'nothing', 'nothing', 'nothing', 'changes', 'changes', 'nothing'],
  FunctionAnswered: /*    */ ['nothing', 'nothing', 'nothing', 'nothing', 'changes', 'changes', 'nothing'],
};

const A = server(1);
const B = server(2);
const JOB = 'drsjob-00000000000000001';
const NEVER_REQUESTED = 'e9999';
const REAL = 'drsjob-0000000000000real';
const COMMAND = '11111111-2222-4333-8444-555555555555';

describe.each(PHASES.map((phase, column) => [phase, column] as const))('%s', (phase, column) => {
  test.each(Object.entries(MATRIX).map(([type, row]) => [type as Input['type'], row[column]] as const))(
    '%s: %s',
    (type, expected) => {
      const { story, input } = momentFor(phase, type);
      expect(story.drill.phase).toBe(phase);
      const site = type === 'TurnCame' ? emptySite(SITE.accountId, SITE.region) : story.site;
      const decided = decide(deepFreeze(story.drill), deepFreeze(input), deepFreeze(site));
      expect(kindOf(decided)).toBe(expected);
    },
  );

  test.each(ANSWERS().map(([type]) => [type] as const))('%s to an effect that was never requested: nothing', (type) => {
    for (const story of MOMENTS[phase]()) {
      const input = { ...answerOf(type, story), effectId: NEVER_REQUESTED, at: story.now } as Input;
      expect(kindOf(decide(deepFreeze(story.drill), deepFreeze(input)))).toBe('nothing');
    }
  });

  test('a wake that comes too early: nothing', () => {
    for (const story of MOMENTS[phase]()) {
      const input: Input = { type: 'Woken', at: story.now };
      expect(kindOf(decide(deepFreeze(story.drill), deepFreeze(input), deepFreeze(story.site)))).toBe('nothing');
    }
  });
});

function kindOf(decided: Answered): Expected {
  if ('refused' in decided) return 'refused';
  return decided.facts.length === 0 ? 'nothing' : 'changes';
}

/** For each phase, moments that together have every effect open that can be open in it. */
const MOMENTS: Record<Phase, () => Story[]> = {
  REQUESTED: () => [...withRecovery(waiting()), waiting(KNOWN_FIRST_SERVERS_MIN), choosing()],
  VALIDATING: () => [
    ...withRecovery(validating()),
    throttled(validating(), 20),
    throttled(validating(), 2000),
    forecasting(),
  ],
  LAUNCHING: () => [
    ...withRecovery(launching()),
    inspected(validating()),
    starting(),
    looking(launching()),
    jobCompleted(launching([[A], [B]]), [A]),
    pointsOpen(jobCompleted(launching([[A], [B]]), [A])),
    throttled(starting(), 20),
    throttled(starting(), 2000),
    actionsOpen(jobCompleted(withActions([[A], [B]]), [A])),
  ],
  VERIFYING: () => [
    ...withRecovery(jobCompleted(launching(), [A])),
    pointsOpen(jobCompleted(launching(), [A])),
    throttled(jobCompleted(launching(), [A]), 20),
    longHoldAwaited(),
    throttled(longHoldAwaited(), 2000),
    actionsOpen(jobCompleted(withActions(), [A])),
  ],
  HOLDING: () => [
    ...withRecovery(holding()),
    ...withRecovery(wakeArmed(holding())),
    extended(),
    longHold(),
    heldWithActions(),
    holdingWith([APPROVED, PAGE, SCRIPT, JUDGE]),
    commanded(holdingWith([APPROVED, SCRIPT])),
  ],
  TERMINATING: () => [
    ...withRecovery(terminating()),
    terminated(terminating()),
    looking(terminated(terminating())),
    cancel(launching()),
    looking(cancel(launching())),
    cancel(taken(starting())),
    launchSought(),
    cancel(extended()),
    throttled(terminating(), 20),
    cancel(longHold()),
    restored(launching()),
    cancel(heldWithActions()),
    leaked(),
    cancel(allTaken(holdingWith([SCRIPT, JUDGE]))),
  ],
  ENDED: () => [ended()],
};

const APPROVED: CheckTerms = { name: 'approved', kind: 'VERDICT', required: true };
const PAGE: CheckTerms = { name: 'page', kind: 'TCP', required: true, port: 443 };
const SCRIPT: CheckTerms = { name: 'script', kind: 'SSM', required: true, document: 'AWS-RunShellScript' };
const JUDGE: CheckTerms = { name: 'judge', kind: 'LAMBDA', required: true, functionArn: 'arn:aws:lambda:judge' };

/** The command is on its way. */
function commanded(story: Story): Story {
  return answer(story, 'SendCommand', () => commandSent());
}

function commandSent(): Answer {
  return { type: 'CommandSent', check: 'script', commandId: COMMAND, sourceServerIds: [A], notSent: [] };
}

/** Performers have taken all acts. */
function allTaken(story: Story): Story {
  return Object.entries(story.drill.open).reduce(
    (before, [effectId, { kind }]) =>
      kind === 'SendCommand' || kind === 'CallFunction'
        ? publish(before, { type: 'EffectFoundTaken', at: before.now, effectId, takenAt: before.now })
        : before,
    story,
  );
}

/** Another drill has reserved all jobs of the site. */
function waiting(servers = 1): Story {
  const site = { ...emptySite(SITE.accountId, SITE.region), reserved: { other: { jobs: 10, servers: 10 } } };
  return begin(requested([Array.from({ length: servers }, (_, n) => server(n + 1))]), site);
}

/** DRS is asked for the servers with a tag. */
function choosing(): Story {
  return begin(requestedWaves([{ choice: { tags: { Tier: ['app'] } } }]));
}

/** A dry run whose checks have all passed. */
function forecasting(): Story {
  return inspected(validating([[A]], { dryRun: true }));
}

function withRecovery(story: Story): Story[] {
  const reported = publish(story, { type: 'RecoveryReported', at: story.now, jobId: REAL });
  return [story, reported, recoveryFailed(reported)];
}

/** The look at a recovery has failed, so the drill waits for a wake in any phase. */
function recoveryFailed(story: Story): Story {
  return answer(story, 'LookAtRecovery', () => ({ type: 'EffectFailed', kind: 'UNAVAILABLE', message: 'not now' }));
}

/** Every open effect has failed, and AWS wants a pause. */
function throttled(story: Story, retryAfterSeconds: number): Story {
  const failed = { type: 'EffectFailed', kind: 'THROTTLED', message: 'Rate exceeded', retryAfterSeconds } as const;
  return Object.keys(story.drill.open).reduce(
    (before, effectId) => publish(before, { ...failed, effectId, at: before.now }),
    story,
  );
}

/** So late that every look is due. */
function looking(story: Story): Story {
  return wake(story, 13 * MINUTE);
}

function pointsOpen(story: Story): Story {
  return answer(story, 'LookAtInstances', () => ({
    type: 'InstancesSeen',
    wave: 0,
    instances: [instanceSeen()],
  }));
}

/** The same with a post-launch action. */
function withActions(waves?: string[][]): Story {
  const found = inspected(validating(waves), (id) => healthy(id, { launchActions: { required: 1, optional: 0 } }));
  return started(hardStopArmed(found));
}

/** So late that the actions are looked at. */
function actionsOpen(story: Story): Story {
  return wake(story, 3 * MINUTE);
}

function heldWithActions(): Story {
  return actionsOpen(verified(jobCompleted(withActions(), [A])));
}

/** Verified, and only the hard stop behind a long hold is missing. */
function longHoldAwaited(): Story {
  return verified(jobCompleted(launching([[A]], { holdSeconds: 40_000 }), [A]));
}

function longHold(): Story {
  return hardStopArmed(longHoldAwaited());
}

function wakeArmed(story: Story): Story {
  return answer(story, 'ArmWake', ({ n, wakeAt }: Extract<Effect, { kind: 'ArmWake' }>) => ({
    type: 'WakeArmed',
    n,
    wakeAt,
  }));
}

function extended(): Story {
  const story = holding();
  const holdUntil = story.now + 20 * 60 * MINUTE;
  return publish(story, { type: 'HoldUntilRequested', at: story.now, by: 'operator', holdUntil });
}

function cancel(story: Story): Story {
  return publish(story, { type: 'CancelRequested', at: story.now, by: 'operator', reason: 'wrong' });
}

function restored(story: Story): Story {
  return publish(story, { type: 'Restored', at: story.now, restored: 'today' });
}

function taken(story: Story): Story {
  const effectId = openOf(story, ['StartRecovery']) ?? '';
  return publish(story, { type: 'EffectFoundTaken', at: story.now, effectId, takenAt: story.now });
}

function launchSought(): Story {
  return wake(cancel(taken(starting())), 5 * MINUTE);
}

function leaked(): Story {
  return unproven(leakReported(unproven(terminating(), A)), A);
}

/** The first moment of the phase at which an effect for this input is open; otherwise any moment. */
function momentFor(phase: Phase, type: Input['type']): { story: Story; input: Input } {
  const moments = MOMENTS[phase]();
  const story = moments.find((moment) => isMomentFor(moment, type)) ?? moments[0];
  if (story === undefined) throw new Error(`no moment of ${phase}`);
  return { story, input: inputOf(type, story) };
}

function isMomentFor(story: Story, type: Input['type']): boolean {
  if (type === 'VerdictGiven') return story.drill.checks !== undefined;
  if (type === 'CommandReported') return Object.values(story.drill.open).some(({ kind }) => kind === 'LookAtCommand');
  if (type === 'LeakAcknowledged') return story.drill.cleanup === 'LEAKED';
  if (type === 'EffectFailed' || type === 'EffectFoundTaken') return Object.keys(story.drill.open).length > 0;
  const kinds = ANSWERS().find(([name]) => name === type)?.[1];
  return kinds === undefined || openOf(story, kinds) !== undefined;
}

function openOf(story: Story, kinds: readonly EffectKind[]): string | undefined {
  return Object.entries(story.drill.open).find(([, open]) => kinds.includes(open.kind))?.[0];
}

/** Each answer, and the effects it answers. */
function ANSWERS(): [Answer['type'], readonly EffectKind[]][] {
  return Object.entries(ANSWERED_BY) as [Answer['type'], readonly EffectKind[]][];
}

const ANSWERED_BY: Record<Answer['type'], readonly EffectKind[]> = {
  Inspected: ['Inspect'],
  BusyFound: ['FindBusy'],
  CandidatesFound: ['FindCandidates'],
  Forecasted: ['Forecast'],
  ServersFound: ['FindServers'],
  HardStopArmed: ['ArmHardStop'],
  WakeArmed: ['ArmWake'],
  WakeCame: ['Wake'],
  LaunchStarted: ['StartRecovery', 'FindLaunch'],
  LaunchRefused: ['StartRecovery'],
  LaunchNotFound: ['FindLaunch'],
  JobsFound: ['FindJobs'],
  LaunchesSeen: ['LookAtLaunches'],
  InstancesSeen: ['LookAtInstances'],
  ActionsSeen: ['LookAtActions'],
  PointsSeen: ['LookAtPoints'],
  RecoveriesSeen: ['LookAtRecovery'],
  TerminationAccepted: ['Terminate'],
  TerminationPostponed: ['Terminate'],
  LeftoversSeen: ['LookForLeftovers'],
  LeakLookedInto: ['LookIntoLeak'],
  ServersChecked: ['RunCheck', 'LookAtCommand'],
  CommandSent: ['SendCommand'],
  FunctionAnswered: ['CallFunction'],
  EffectFailed: [],
};

function inputOf(type: Input['type'], story: Story): Input {
  const at = story.now;
  const by = 'operator';
  const { hardStop } = story.drill;
  switch (type) {
    case 'Requested':
      return requested([[A]]);
    case 'CancelRequested':
    case 'LeakAcknowledged':
      return { type, at, by, reason: 'enough' };
    case 'HoldUntilRequested':
      return { type, at, by, holdUntil: at + 60 * MINUTE };
    case 'HoldEndRequested':
      return { type, at, by };
    case 'VerdictGiven':
      return { type, at, by, check: 'approved', passed: true, message: 'it works' };
    case 'Woken':
      return { type, at: at + 4 * 60 * MINUTE };
    case 'TurnCame':
      return { type, at };
    case 'HardStopFired':
      return { type, at, n: hardStop?.n ?? 1 };
    case 'ServerReported':
      return { type, at, sourceServerId: A, jobId: JOB, result: 'LAUNCHED' };
    case 'InstanceReportedDown':
      return { type, at, sourceServerId: A, instanceId: instance(1), state: 'stopping' };
    case 'InstanceReportedGone':
      return { type, at, sourceServerId: A, instanceId: instance(1) };
    case 'RecoveryReported':
      return { type, at, jobId: 'drsjob-000000000000real2' };
    case 'CommandReported':
      return { type, at, sourceServerId: A, instanceId: instance(1), commandId: COMMAND };
    case 'GuardTerminated':
      return { type, at, jobId: JOB, instanceIds: [instance(1)] };
    case 'Restored':
      return { type, at, restored: 'yesterday' };
    case 'EffectFoundTaken':
      return { type, at, effectId: Object.keys(story.drill.open)[0] ?? NEVER_REQUESTED, takenAt: at };
    default: {
      const kinds = ANSWERED_BY[type];
      const effectId = kinds.length === 0 ? Object.keys(story.drill.open)[0] : openOf(story, kinds);
      return { ...answerOf(type, story), effectId: effectId ?? NEVER_REQUESTED, at } as Input;
    }
  }
}

function answerOf(type: Answer['type'], story: Story): Answer {
  const at = story.now;
  switch (type) {
    case 'Inspected':
      return { type, servers: [healthy(A)] };
    case 'BusyFound':
      return { type, jobs: [], recoveryJobIds: [] };
    case 'CandidatesFound':
      return { type, candidates: [candidate(A)], digest: 'digest', seed: 0 };
    case 'Forecasted':
      return { type, ...someForecast([[A]]) };
    case 'ServersFound':
      return { type, unknown: [] };
    case 'HardStopArmed':
      return { type, n: story.drill.hardStopCount, stopAt: at + 24 * 60 * MINUTE };
    case 'WakeArmed':
      return { type, n: story.drill.wakeCount, wakeAt: at + MINUTE };
    case 'WakeCame':
      return { type };
    case 'LaunchStarted':
      return { type, launch: 0, jobId: JOB, createdAt: at, found: false };
    case 'LaunchRefused':
      return { type, launch: 0, servers: [{ sourceServerId: A, reason: 'a real instance is live' }] };
    case 'LaunchNotFound':
      return { type, launch: 0 };
    case 'JobsFound':
      return { type, jobs: [{ jobId: JOB, tag: '', createdAt: at, sourceServerIds: [A] }] };
    case 'LaunchesSeen':
      return { type, jobs: [completedJob([seenInJob(A)], at, { jobId: JOB, createdAt: at })] };
    case 'InstancesSeen':
      return { type, wave: 0, instances: [instanceSeen()] };
    case 'ActionsSeen':
      return { type, servers: [{ sourceServerId: A, reported: { agentSeenAt: at, runs: [] } }] };
    case 'PointsSeen':
      return { type, wave: 0, points: [{ sourceServerId: A, snapshotId: null }] };
    case 'RecoveriesSeen':
      return { type, jobs: [{ jobId: REAL, isReal: true, completed: false, sourceServerIds: [A] }] };
    case 'TerminationAccepted':
      return { type, jobId: JOB, found: [], accepted: [A], unproven: [] };
    case 'TerminationPostponed':
      return { type, recoveries: [{ jobId: REAL, isReal: true, completed: false, sourceServerIds: [B] }] };
    case 'LeftoversSeen':
      return {
        type,
        servers: [{ sourceServerId: A, instanceId: instance(1), state: 'terminated', volumeIds: [], volumesLeft: [] }],
      };
    case 'LeakLookedInto':
      return { type, servers: [{ sourceServerId: A, isProtected: true }] };
    case 'ServersChecked':
      return { type, check: 'page', servers: [{ sourceServerId: A, state: 'PASSED', because: 'connected' }] };
    case 'CommandSent':
      return commandSent();
    case 'FunctionAnswered':
      return { type, check: 'judge', verdict: { passed: true, message: 'all is well' } };
    case 'EffectFailed':
      return { type, kind: 'UNAVAILABLE', message: 'not now' };
  }
}

function candidate(sourceServerId: string): Candidate {
  return { sourceServerId, tags: { Tier: 'app' }, provedAt: null, failedAt: null, isDisconnected: false };
}

function instanceSeen() {
  return {
    sourceServerId: A,
    instanceId: instance(1),
    state: 'running',
    statusChecks: 'ok',
    pointInTimeAt: requested([]).at + 2 * MINUTE,
    volumeIds: ['vol-00000000000000001'],
  };
}
