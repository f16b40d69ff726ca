import fc from 'fast-check';
import type { CheckTerms } from '../../src/drill/checks/checkTerms.ts';
import { CLEANUPS, OUTCOMES, PHASES, type WaveTerms } from '../../src/drill/drill.ts';
import type { EffectKey } from '../../src/drill/effectKeys.ts';
import type { Fact } from '../../src/drill/facts.ts';
import type { Timer } from '../../src/drill/timers.ts';
import { WORLDS } from '../../src/drill/world.ts';
import { someForecast } from '../builders.ts';
import { healthy, instance, LIMITS, SITE, server, T, terms } from './given.ts';

const at = fc.integer({ min: T, max: T + 100_000_000 });
const maybeAt = fc.option(at, { nil: null });
const id = fc.integer({ min: 1, max: 4 }).map(server);
const ids = fc.uniqueArray(id, { maxLength: 4 });
const instanceId = fc.integer({ min: 1, max: 4 }).map(instance);
const maybeInstance = fc.option(instanceId, { nil: null });
const effectId = fc.integer({ min: 1, max: 20 }).map((n) => `e${n}`);
const jobId = fc.integer({ min: 1, max: 5 }).map((n) => `drsjob-${n}`);
const launch = fc.nat(5);
const wave = fc.nat(3);
const n = fc.nat(4);
const text = fc.string({ maxLength: 200, unit: 'grapheme' });
/** A journal may have keys of an earlier version. */
const key = text as fc.Arbitrary<EffectKey>;
const need = fc.record({ jobs: n, servers: n });
const failures = fc.array(fc.record({ check: fc.constant('lag'), sourceServerId: id, message: text }));
const waivers = fc.array(fc.record({ check: fc.constant('lag'), sourceServerId: id, reason: text }));
const warnings = fc.array(fc.record({ check: fc.constant('volumes-deleted'), sourceServerId: id }));
const verified = fc.constantFrom('RUNNING' as const, 'STATUS_CHECKS' as const, 'STOPPED_AS_CONFIGURED' as const);
const lost = fc.record({
  sourceServerId: id,
  state: fc.option(fc.constantFrom('stopped', 'terminated'), { nil: null }),
  lostAt: maybeAt,
  reason: fc.option(text, { nil: null }),
});
const point = fc.record({ kind: fc.constantFrom('ON_DEMAND' as const, 'PREVIOUS' as const, 'CHOSEN' as const), at });
const proof = fc.constantFrom('TERMINATED' as const, 'NEVER_EXISTED' as const, 'ABSENT_TWICE' as const);
const inspected = id.map((sourceServerId) => ({ sourceServerId, stopped: true, found: healthy(sourceServerId) }));
const waveTerms = fc.constantFrom<WaveTerms>({}, { choice: { tags: { Tier: ['app'] } } }, { optional: true });
const checkName = fc.constantFrom('approved', 'other');
const checks = fc.constantFrom<CheckTerms[]>(
  [],
  [{ name: 'approved', kind: 'VERDICT', required: true }],
  [
    { name: 'approved', kind: 'TCP', required: true, port: 443, attempts: 2 },
    { name: 'other', kind: 'SSM', required: false, document: 'AWS-RunShellScript' },
  ],
);
const checkedServers = fc.array(
  fc.record({
    sourceServerId: id,
    state: fc.constantFrom('PASSED' as const, 'FAILED' as const, 'TIMED_OUT' as const, 'NOT_RUN' as const),
    because: text,
  }),
);
const request = fc.tuple(ids, waveTerms, checks).map(([waved, wave, checked]) => ({
  site: SITE,
  waves: [waved],
  waveTerms: [wave],
  checks: checked,
  terms: terms(),
}));

const runs = fc.array(
  fc.record({
    runId: text,
    actionId: text,
    name: fc.option(text, { nil: null }),
    optional: fc.option(fc.boolean(), { nil: null }),
    status: fc.constantFrom('IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'UNKNOWN'),
    failureReason: fc.option(text, { nil: null }),
  }),
);

type Members<Type extends Fact['type']> = Omit<Extract<Fact, { type: Type }>, 'type'>;

/** The members of every fact, random and independent of the drill. A new fact does not compile without its line. */
const MEMBERS: { [Type in Fact['type']]: { [Name in keyof Members<Type>]: fc.Arbitrary<Members<Type>[Name]> } } = {
  DrillRequested: {
    drillId: text,
    owner: text,
    request,
    requestedBy: text,
    requestHash: text,
    limits: fc.constant(LIMITS),
  },
  PhaseBegan: { phase: fc.constantFrom(...PHASES) },
  ServersClaimed: { sourceServerIds: ids, requester: text },
  ClaimsReleased: {},
  TurnAwaited: { need, behind: ids, until: at },
  TurnBehind: { drillIds: ids },
  TurnTaken: { need },
  QuotaReleased: {},
  ServersKnown: {},
  ServersChosen: { waves: fc.array(ids), candidates: fc.nat(), digest: text, seed: fc.constant(0.5) },
  ServersRecalled: { wave: fc.nat(3), sourceServerIds: ids },
  Forecasted: { forecast: fc.constant(someForecast([['s-1']]).forecast), servers: fc.constant([]) },
  WavePaused: { wave: fc.nat(3), until: at },
  ServersInspected: { servers: fc.array(inspected), lookedAt: at },
  JobsInspected: { lookedAt: at, crowded: fc.constant(true as const) },
  RecoveryUnseen: { sourceServerId: id },
  ChecksFailed: { failures },
  ChecksWaived: { waivers },
  ChecksWarned: { warnings },
  EffectRequested: { effectId, kind: fc.constantFrom('Wake', 'StartRecovery'), key, dueAt: at, attempt: n },
  EffectAnswered: { effectId, failed: fc.record({ kind: text, message: text }) },
  EffectFoundTaken: { effectId, takenAt: at },
  EffectWithdrawn: { effectId },
  TimerSet: { timer: fc.constantFrom<Timer>('hold', 'leftovers', 'boot/0', 'retry/jobs'), at: maybeAt },
  WakeScheduled: { n, wakeAt: at },
  WakeFired: { n },
  HardStopRequested: { n, stopAt: at },
  HardStopArmed: { n, stopAt: at },
  HardStopFired: { n },
  WaveBegan: { wave, deadlineAt: at },
  LaunchPlanned: { launch, wave, sourceServerIds: ids },
  LaunchRequested: { launch },
  LaunchDeferred: { launch, reason: text },
  LaunchStarted: { launch, jobId, createdAt: maybeAt, found: fc.boolean() },
  LaunchUnanswered: { launch },
  LaunchDated: { launch, createdAt: at },
  LaunchVoid: { launch, reason: text },
  LaunchMissed: { launch, missing: fc.boolean() },
  LaunchLost: { launch },
  LaunchCompleted: { launch, endedAt: maybeAt },
  ServerReported: { sourceServerId: id, receivedAt: at, drillWord: text },
  ServerLaunched: {
    sourceServerId: id,
    launchedAt: maybeAt,
    instanceId: maybeInstance,
    usedPreviousSnapshot: fc.boolean(),
    steps: fc.dictionary(fc.constantFrom('LAUNCH_START', 'LAUNCH_END'), at),
    ranActions: fc.constant(true as const),
  },
  ServerFailed: {
    sourceServerId: id,
    error: text,
    instanceId: maybeInstance,
    neverExisted: fc.boolean(),
    steps: fc.dictionary(fc.constantFrom('LAUNCH_START', 'LAUNCH_END'), at),
  },
  ConversionServersNamed: { sourceServerId: id, conversionServerIds: fc.array(instanceId) },
  WaveLaunched: { wave, launched: n, failed: n },
  InstanceFound: { sourceServerId: id, instanceId, volumeIds: fc.array(text), pointInTimeAt: maybeAt },
  VolumesSeen: { sourceServerId: id, instanceId, volumeIds: fc.array(text) },
  InstancesNotReady: { sourceServerIds: ids, lookedAt: at },
  ServerVerified: { sourceServerId: id, verified },
  LaunchActionsSeen: {
    sourceServerIds: ids,
    reported: fc.array(fc.record({ sourceServerId: id, agentSeenAt: maybeAt, runs })),
  },
  ServerVerificationFailed: { sourceServerId: id, reason: text, verified: fc.option(verified, { nil: null }) },
  PointUsed: { sourceServerId: id, point },
  HoldBegan: { until: at },
  HoldExtensionRequested: { by: text, until: at },
  HoldExtended: { until: at },
  HoldExtensionFailed: { reason: text },
  HoldEnded: { by: fc.option(text, { nil: null }), checked: fc.constant(true as const) },
  CheckedServersSeen: { tagged: fc.dictionary(checkName, ids) },
  ServersChecked: { check: checkName, servers: checkedServers },
  AttemptFailed: { check: checkName, servers: checkedServers },
  CommandSent: { check: checkName, commandId: text, sourceServerIds: ids },
  VerdictAwaited: { check: checkName, because: fc.option(text, { nil: null }) },
  CheckBegan: { check: checkName },
  CheckDecided: {
    check: checkName,
    state: fc.constantFrom('PASSED', 'FAILED', 'TIMED_OUT', 'NOT_RUN'),
    because: fc.option(text, { nil: null }),
    by: text,
    evidenceUrl: text,
  },
  CancelRequested: { by: text, reason: text },
  OutcomeDecided: { outcome: fc.constantFrom(...OUTCOMES), why: text },
  CleanupChanged: { cleanup: fc.constantFrom(...CLEANUPS) },
  CleaningFrozen: { because: text },
  TerminationSized: { servers: n },
  TerminationAccepted: { jobId: fc.option(jobId, { nil: null }), sourceServerIds: ids },
  TerminationUnconfirmed: { sourceServerIds: ids },
  ProofMissing: { sourceServerId: id, missing: text },
  InstanceReportedGone: { sourceServerId: id },
  InstanceReportedDown: { sourceServerId: id, state: text, downAt: maybeAt },
  ServersSeenUp: { sourceServerIds: ids },
  SuspectsUnreported: { sourceServerIds: ids },
  ServersHeld: { sourceServerIds: ids },
  ServersLost: { servers: fc.array(lost) },
  LookedEmpty: { sourceServerId: id },
  LeftStanding: { sourceServerId: id, standing: text },
  StandingExplained: {
    sourceServerId: id,
    why: fc.record({ isProtected: fc.constant(true as const), failback: text, lastWords: text }, { requiredKeys: [] }),
  },
  LeakSuspected: { sourceServerIds: ids },
  LeakReported: { sourceServerIds: ids },
  LeakAcknowledged: { by: text, reason: text, sourceServerIds: ids },
  ServerGone: { sourceServerId: id, proof },
  RecoveryReported: { jobId },
  YieldedTo: { jobId, sourceServerIds: ids },
  RecoveryReleased: { jobId, released: fc.boolean() },
  RecoveryCompleted: { jobId, endedAt: at },
  GuardTerminated: { jobId, instanceIds: fc.array(instanceId) },
  GivenUp: { failure: fc.record({ check: text, message: text }) },
  WaitBegan: {
    wait: fc.oneof(
      fc.record({ for: fc.constant('LEVER' as const), since: at, instances: n, because: text }),
      fc.record({ for: fc.constant('TERMINATION' as const), since: at, instances: n }),
    ),
  },
  WaitEnded: {},
  TableRestored: { restored: text },
  JobsSought: {},
  WorldSeen: { world: fc.constantFrom(...WORLDS) },
  EventReceived: {},
  DrillEnded: {},
};

/** Any fact, about anything. */
export const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  ...Object.entries(MEMBERS).map(([type, members]) =>
    fc.record(members as Record<string, fc.Arbitrary<unknown>>).map((made) => ({ type, ...made }) as unknown as Fact),
  ),
);
