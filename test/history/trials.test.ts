import { describe, expect, test } from 'vitest';
import { ERROR_CHARACTERS_MAX } from '../../src/drill/bounds.ts';
import { fold } from '../../src/drill/evolve.ts';
import type { Fact, JournalEntry } from '../../src/drill/facts.ts';
import { endedDrill } from '../../src/history/endedDrill.ts';
import { begunTrials } from '../../src/history/trials.ts';
import { aDrill, aRequest, instanceId, LIMITS, OWNER, START, serverId, someTerms } from '../builders.ts';

const [one, two] = [serverId(1), serverId(2)];
const MINUTE = 60_000;

/** An ended drill of two servers, from its facts and the minute at which each was recorded. */
function ended(...report: [minute: number, ...facts: Fact[]][]) {
  const request = aRequest({ waves: [[one, two]], terms: someTerms({ recoveryPlan: 'Payroll' }) });
  const first: Fact = { ...requested, request };
  const all: [number, ...Fact[]][] = [
    [0, first, { type: 'WorldSeen', world: 'REAL' }],
    ...report,
    [300, { type: 'DrillEnded' }],
  ];
  const entries: JournalEntry[] = all.map(([minute, ...facts], index) => ({
    drillId: 'd-1',
    seq: index + 1,
    at: START + minute * MINUTE,
    cause: 'Woken',
    facts,
  }));
  const drill = fold(entries);
  if (drill === undefined) throw new Error('the drill has no beginning');
  return endedDrill(drill, entries, 'REAL');
}

const requested: Extract<Fact, { type: 'DrillRequested' }> = {
  type: 'DrillRequested',
  drillId: 'd-1',
  owner: OWNER,
  request: aRequest(),
  requestedBy: 'local',
  requestHash: '',
  limits: LIMITS,
};

const started: Fact[] = [
  { type: 'LaunchPlanned', launch: 0, wave: 0, sourceServerIds: [one, two] },
  { type: 'LaunchStarted', launch: 0, jobId: 'drsjob-1', createdAt: START + MINUTE, found: false },
];

function launched(sourceServerId: string, steps: Record<string, number>, id: string | null = null): Fact {
  const at = Object.fromEntries(Object.entries(steps).map(([step, minute]) => [step, START + minute * MINUTE]));
  return {
    type: 'ServerLaunched',
    sourceServerId,
    launchedAt: at['LAUNCH_END'] ?? null,
    instanceId: id,
    usedPreviousSnapshot: false,
    steps: at,
  };
}

function failedWith(error: string): Fact {
  const nothing = { instanceId: null, neverExisted: true, steps: {} };
  return { type: 'ServerFailed', sourceServerId: one, error, ...nothing };
}

function verified(sourceServerId: string): Fact {
  return { type: 'ServerVerified', sourceServerId, verified: 'STATUS_CHECKS' };
}

function gone(sourceServerId: string): Fact {
  return { type: 'ServerGone', sourceServerId, proof: 'TERMINATED' };
}

describe('a trial', () => {
  test('that went well has its times, its stages and how long its instance was up', () => {
    const steps = {
      SNAPSHOT_START: 1,
      SNAPSHOT_END: 2,
      CONVERSION_START: 2,
      CONVERSION_END: 8,
      LAUNCH_START: 8,
      LAUNCH_END: 11,
    };
    const { trials } = ended([1, ...started], [12, launched(one, steps)], [15, verified(one)], [80, gone(one)]);
    expect(trials[0]).toMatchObject({
      passed: true,
      jobId: 'drsjob-1',
      recoveryTimeSeconds: 14 * 60,
      stages: { snapshot: 60, conversion: 360, launch: 180, boot: 240 },
      instanceSeconds: 69 * 60,
      error: null,
    });
  });

  test('without a logged launch end was up from when it was found', () => {
    const { trials } = ended(
      [1, ...started],
      [12, launched(one, {}, instanceId(1))],
      [15, verified(one)],
      [80, gone(one)],
    );
    expect(trials[0]).toMatchObject({ instanceSeconds: 68 * 60, stages: { launch: null, boot: null } });
  });

  test('with an acknowledged leak has not passed, and its instance’s uptime is unknown', () => {
    const word: Fact = { type: 'LeakAcknowledged', by: 'arn:alice', reason: 'seen', sourceServerIds: [one] };
    const { trials } = ended([1, ...started], [12, launched(one, { LAUNCH_END: 11 })], [15, verified(one)], [80, word]);
    expect(trials[0]).toMatchObject({ passed: false, gone: 'ACKNOWLEDGED', instanceSeconds: null });
  });

  test('that failed has DRS’s error text up to the limit', () => {
    const error = `${'x'.repeat(ERROR_CHARACTERS_MAX - 1)}💥 and more`;
    const failed: Fact = {
      type: 'ServerFailed',
      sourceServerId: one,
      error,
      instanceId: null,
      neverExisted: true,
      steps: {},
    };
    const { trials } = ended([1, ...started], [12, failed], [12, { ...gone(one), proof: 'NEVER_EXISTED' } as Fact]);
    expect(trials[0]).toMatchObject({
      passed: false,
      result: 'FAILED',
      failedAt: START + 12 * MINUTE,
      instanceSeconds: null,
    });
    expect(trials[0]?.error).toBe('x'.repeat(ERROR_CHARACTERS_MAX - 1));
  });

  test.each([
    ['LEVER', 'The lever is NO_LAUNCHES by local: a test', 'DRILL'],
    ['DENIED', 'StartRecovery: AccessDeniedException: not authorized', 'DRILL'],
    ['INVALID', 'StartRecovery: ValidationException: Invalid tags', 'DRILL'],
    ['INVALID', 'StartRecovery: UninitializedAccountException: Account not initialized', 'DRILL'],
    ['INVALID', 'DescribeJobs: ValidationException: no', 'DRILL'],
    ['INVALID', 'StartRecovery: ValidationException: the server is stopped', 'DRS'],
    ['NOT_FOUND', 'StartRecovery: ResourceNotFoundException: no such server', 'DRS'],
  ])('that was refused with %s %s was failed by: %s', (kind, message, by) => {
    const { trials } = ended(
      [1, { type: 'LaunchPlanned', launch: 0, wave: 0, sourceServerIds: [one] }],
      [2, { type: 'EffectAnswered', effectId: 'a-1', failed: { kind, message } }, failedWith(message)],
    );
    expect(trials[0]).toMatchObject({ result: 'FAILED', jobId: null, failedBy: by });
  });

  test('whose launch our own safeguards prevented was failed by the drill', () => {
    const refusal = failedWith('It has a drill instance already.');
    expect(ended([2, refusal]).trials[0]).toMatchObject({ failedBy: 'DRILL' });
  });

  test('that failed in a job was failed by DRS, and one that failed verification by our look', () => {
    const verificationFailed: Fact = {
      type: 'ServerVerificationFailed',
      sourceServerId: two,
      reason: 'impaired',
      verified: null,
    };
    const { trials } = ended(
      [1, ...started],
      [12, failedWith('no space left'), launched(two, {})],
      [13, verificationFailed],
    );
    expect(trials).toMatchObject([{ failedBy: 'DRS' }, { failedBy: 'VERIFICATION' }]);
  });

  test.each<[string, Fact, boolean]>([
    ['cancelled', { type: 'OutcomeDecided', outcome: 'CANCELLED', why: 'enough' }, true],
    ['ended for a real recovery', { type: 'OutcomeDecided', outcome: 'YIELDED', why: 'it comes first' }, true],
    ['ended by its hard stop', { type: 'HardStopFired', n: 1 }, true],
    ['given up because DRS was too slow', { type: 'OutcomeDecided', outcome: 'FAILED', why: 'not in time' }, false],
  ])('that was launched in a drill %s but never checked is left out of pass rates: %o', (_what, cut, stopped) => {
    const { trials } = ended([1, ...started], [12, launched(two, {}), failedWith('no space'), cut], [18, gone(two)]);
    expect(trials).toMatchObject([
      { passed: false, stopped: false },
      { passed: false, stopped },
    ]);
  });

  test('whose two clocks do not match is not measured', () => {
    const steps = { LAUNCH_START: 9, LAUNCH_END: 20 };
    const { trials } = ended([1, ...started], [12, launched(one, steps)], [15, verified(one)], [18, gone(one)]);
    expect(trials[0]).toMatchObject({ stages: { launch: 660, boot: null }, instanceSeconds: null });
  });

  test('is listed with nothing but its drill while that runs', () => {
    const drill = aDrill({ phase: 'HOLDING', terms: someTerms({ recoveryPlan: 'Payroll' }) });
    expect(begunTrials(drill)).toMatchObject([
      { sourceServerId: one, recoveryPlan: 'Payroll', requestedAt: START, endedAt: null, outcome: null, passed: null },
    ]);
  });
});

describe('a drill as a whole', () => {
  test('took from its first job until the last of its servers was seen working', () => {
    const both = [launched(one, { LAUNCH_START: 2, LAUNCH_END: 4 }), launched(two, { LAUNCH_START: 2, LAUNCH_END: 9 })];
    const drill = ended([1, ...started], [10, ...both], [12, verified(one)], [16, verified(two)]);
    expect(drill).toMatchObject({
      recoveryTimeSeconds: 15 * 60,
      recoveryTimeAtLeastSeconds: 8 * 60,
      stages: { launch: 420, boot: 0, snapshot: null },
    });
    expect(drill.trials.map(({ stages }) => stages.boot)).toEqual([480, 420]);
  });

  test('has the newest look that found a server not working, less a minute, as its lower bound', () => {
    const both = [launched(one, { LAUNCH_END: 4 }), launched(two, { LAUNCH_END: 9 })];
    const notReady: Fact = { type: 'InstancesNotReady', sourceServerIds: [two], lookedAt: START + 11 * MINUTE };
    const drill = ended([1, ...started], [10, ...both], [12, verified(one), notReady], [46, verified(two)]);
    expect(drill).toMatchObject({
      recoveryTimeSeconds: 45 * 60,
      recoveryTimeAtLeastSeconds: 9 * 60,
      stages: { boot: 60 },
    });
  });

  test('has no recovery time when one of its servers was never seen working', () => {
    const verificationFailed: Fact = {
      type: 'ServerVerificationFailed',
      sourceServerId: two,
      reason: 'impaired',
      verified: 'RUNNING',
    };
    const both = [launched(one, {}), launched(two, {})];
    expect(
      ended([1, ...started], [10, ...both], [12, verified(one)], [16, verificationFailed]).recoveryTimeSeconds,
    ).toBeNull();
  });

  test('has no recovery time when it has no servers', () => {
    const drill = ended([1, { type: 'ServersChosen', waves: [[]], candidates: 0, digest: '', seed: 1 }]);
    expect([drill.recoveryTimeSeconds, drill.recoveryTimeAtLeastSeconds]).toEqual([null, null]);
  });
});

describe('the overrun of a hold', () => {
  const began: [number, Fact] = [20, { type: 'HoldBegan', until: START + 60 * MINUTE }];
  const accepted = (...sourceServerIds: string[]): Fact => ({
    type: 'TerminationAccepted',
    jobId: null,
    sourceServerIds,
  });

  test('runs from its end to the last termination, for the drill and for each server', () => {
    const drill = ended(began, [60, { type: 'HoldEnded', by: null }], [61, accepted(one)], [65, accepted(two)]);
    expect(drill.holdOverrunSeconds).toBe(300);
    expect(drill.trials.map(({ holdOverrunSeconds }) => holdOverrunSeconds)).toEqual([60, 300]);
  });

  test('counts from when an operator ended it', () => {
    const drill = ended(began, [30, { type: 'HoldEnded', by: 'arn:alice' }], [32, accepted(one)]);
    expect(drill.holdOverrunSeconds).toBe(120);
  });

  test('is not measured without a hold, or without a termination after it', () => {
    expect(ended([61, accepted(one)]).holdOverrunSeconds).toBeNull();
    expect(ended(began, [40, accepted(one)]).holdOverrunSeconds).toBeNull();
  });

  describe('leaves out the time of a real recovery, in which nothing may be terminated', () => {
    const jobId = 'drsjob-9';
    const yielded: Fact = { type: 'YieldedTo', jobId, sourceServerIds: [two] };
    const completed = (minute: number): Fact => ({
      type: 'RecoveryCompleted',
      jobId,
      endedAt: START + minute * MINUTE,
    });

    test('and the quarter of an hour after it', () => {
      const drill = ended(began, [40, yielded], [80, completed(78)], [95, accepted(one, two)]);
      expect(drill.holdOverrunSeconds).toBe(120);
    });

    test('also when the recovery began and ended after the hold', () => {
      const drill = ended(began, [62, yielded], [70, completed(69)], [85, accepted(one)], [86, accepted(two)]);
      expect(drill.trials.map(({ holdOverrunSeconds }) => holdOverrunSeconds)).toEqual([180, 240]);
      expect(drill.holdOverrunSeconds).toBe(240);
    });

    test('but only for the servers that it names once it is released', () => {
      const released: Fact = { type: 'RecoveryReleased', jobId, released: true };
      const drill = ended(
        began,
        [40, yielded],
        [70, released],
        [71, accepted(one)],
        [100, completed(100)],
        [116, accepted(two)],
      );
      expect(drill.trials.map(({ holdOverrunSeconds }) => holdOverrunSeconds)).toEqual([60, 60]);
    });

    test('but not before the hold ended', () => {
      const drill = ended(began, [30, yielded], [41, completed(40)], [61, accepted(one)]);
      expect(drill.holdOverrunSeconds).toBe(60);
    });
  });
});
