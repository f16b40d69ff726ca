import { describe, expect, test } from 'vitest';
import { decide } from '../../src/drill/decide.ts';
import { dueAt } from '../../src/drill/waiting.ts';
import {
  completedJob,
  ended,
  goneFound,
  hardStopArmed,
  holding,
  inspected,
  launching,
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
  DRILL_ID,
  healthy,
  instance,
  isOpen,
  known,
  lastRequested,
  MINUTE,
  publish,
  requested,
  SECOND,
  type Story,
  server,
  T,
  wake,
} from './given.ts';

const A = server(1);
const B = server(2);

describe('a drill that goes well', () => {
  test('passes only when both the test and the clean-up succeed', () => {
    const { drill } = ended();
    expect([drill.phase, drill.outcome, drill.cleanup]).toEqual(['ENDED', 'PASSED', 'CLEAN']);
  });

  test('goes through the phases of the procedure in order', () => {
    const phases = [validating(), starting(), completedJob(launching(), [A]), holding(), terminating(), ended()].map(
      (story) => story.drill.phase,
    );
    expect(phases).toEqual(['VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING', 'ENDED']);
  });

  test('has no open effect and no timer once it has ended', () => {
    const { drill } = ended();
    expect([drill.open, drill.timers, dueAt(drill), drill.claimed, drill.reserved]).toEqual([
      {},
      {},
      undefined,
      false,
      false,
    ]);
  });
});

describe('validation', () => {
  test('reports every failed check at once and launches nothing', () => {
    const story = inspected(validating([[A, B]]), (id) =>
      healthy(id, { lagSeconds: 5000, ...(id === B ? { replicationState: 'DISCONNECTED' } : {}) }),
    );
    expect(story.drill.failedChecks.map((one) => [one.check, one.sourceServerId])).toEqual([
      ['lag', A],
      ['replication-healthy', B],
      ['lag', B],
    ]);
    expect([story.drill.phase, story.drill.outcome, story.drill.cleanup]).toEqual(['ENDED', 'REJECTED', 'NOT_NEEDED']);
    expect(story.effects.some((one) => one.effect.kind === 'StartRecovery')).toBe(false);
  });

  test('records a waived check with its reason and continues', () => {
    const waivers = [{ check: 'lag', sourceServerId: A, reason: 'a slow link is being repaired' }];
    const story = inspected(validating([[A]], { waivers }), (id) => healthy(id, { lagSeconds: 5000 }));
    expect(story.drill.waived).toEqual(waivers);
    expect(story.drill.phase).toBe('LAUNCHING');
  });

  test('never waives the live instance of a real recovery', () => {
    const real = {
      instanceId: instance(9),
      sourceServerId: A,
      jobId: null,
      isDrill: false,
      state: 'RUNNING',
      pointInTimeAt: null,
      volumeIds: [],
    };
    const waivers = [{ check: 'no-real-instance', sourceServerId: A, reason: 'please' }];
    const story = inspected(validating([[A]], { waivers }), (id) => healthy(id, { liveInstances: [real] }));
    expect(story.drill.failedChecks.map((one) => one.check)).toEqual(['no-real-instance']);
  });

  test('lets another drill’s instance be replaced only for a server that the waiver names', () => {
    const other = {
      instanceId: instance(9),
      sourceServerId: A,
      jobId: null,
      isDrill: true,
      state: 'RUNNING',
      pointInTimeAt: null,
      volumeIds: [],
    };
    const look = (id: string) => healthy(id, { liveInstances: [other] });
    const forAll = inspected(validating([[A]], { waivers: [{ check: 'no-drill-instance', reason: 'all' }] }), look);
    const byName = inspected(
      validating([[A]], { waivers: [{ check: 'no-drill-instance', sourceServerId: A, reason: 'old one' }] }),
      look,
    );
    expect([forAll.drill.outcome, byName.drill.phase]).toEqual(['REJECTED', 'LAUNCHING']);
  });

  test.each([
    ['server-exists', { sourceServerId: A, exists: false as const }],
    ['recovery-point', healthy(A, { points: [] })],
    ['no-active-job', healthy(A, { lastLaunch: { jobId: 'drsjob-x', status: 'PENDING', type: 'DRILL' } })],
    ['not-launch-into-instance', healthy(A, { launchIntoInstanceId: instance(7) })],
    ['not-extended', healthy(A, { extendedFrom: '999900001111' })],
    ['lag', healthy(A, { lagSeconds: null })],
  ])('refuses a server with %s', (check, found) => {
    expect(inspected(validating(), () => found).drill.failedChecks.map((one) => one.check)).toEqual([check]);
  });

  test('refuses a server that is in a third party’s job', () => {
    const seen = answer(validating(), 'Inspect', () => ({ type: 'Inspected', servers: [healthy(A)] }));
    const story = answer(seen, 'FindBusy', () => ({
      type: 'BusyFound',
      jobs: [{ sourceServerId: A, jobId: 'drsjob-theirs', tags: {} }],
      recoveryJobIds: [],
    }));
    expect(story.drill.failedChecks.map((one) => one.check)).toEqual(['no-active-job']);
  });

  test('reports a job once, although both the server and the list of jobs show it', () => {
    const lastLaunch = { jobId: 'drsjob-theirs', status: 'PENDING', type: 'DRILL' };
    const seen = answer(validating(), 'Inspect', () => ({ type: 'Inspected', servers: [healthy(A, { lastLaunch })] }));
    const story = answer(seen, 'FindBusy', () => ({
      type: 'BusyFound',
      jobs: [{ sourceServerId: A, jobId: 'drsjob-theirs', tags: {} }],
      recoveryJobIds: [],
    }));
    const said = {
      check: 'no-active-job',
      sourceServerId: A,
      message: 'Job drsjob-theirs is working on it right now.',
    };
    expect([story.drill.failedChecks, story.drill.failedCheckCount]).toEqual([[said], 1]);
  });

  test('gives up when AWS does not answer in time', () => {
    const story = wake(validating(), 31 * MINUTE);
    expect([story.drill.outcome, story.drill.failedChecks[0]?.check]).toEqual(['REJECTED', 'aws-answers']);
  });

  test('gives up at once when AWS denies the call', () => {
    const story = answer(validating(), 'Inspect', () => ({
      type: 'EffectFailed',
      kind: 'DENIED',
      message: 'no right to ask',
    }));
    expect(story.drill.outcome).toBe('REJECTED');
  });
});

describe('launching', () => {
  test('launches nothing before a hard stop is known to exist', () => {
    const story = inspected(validating());
    expect([isOpen(story, 'ArmHardStop'), isOpen(story, 'StartRecovery')]).toEqual([true, false]);
    expect(isOpen(hardStopArmed(story), 'StartRecovery')).toBe(true);
  });

  test('ends without a launch when no hard stop can be armed', () => {
    let story = inspected(validating());
    for (let n = 0; n < 8 && story.drill.phase === 'LAUNCHING'; n++) {
      story = answer(story, 'ArmHardStop', () => ({
        type: 'EffectFailed',
        kind: 'UNAVAILABLE',
        message: 'no scheduler',
      }));
      story = wake(story, 5 * MINUTE);
    }
    expect([story.drill.phase, story.drill.outcome, story.drill.launches]).toEqual(['ENDED', 'REJECTED', []]);
    expect(story.drill.failedChecks.map((one) => one.check)).toEqual(['hard-stop']);
  });

  test('tags every launch with owner, drill, launch, wave, and as a drill', () => {
    const story = starting([[A]], { recoveryPlan: 'shop', tags: { team: 'shop', DrillOwner: 'forged' } });
    expect(lastRequested(story, 'StartRecovery').tags).toEqual({
      team: 'shop',
      DrillOwner: 'us',
      DrillId: DRILL_ID,
      Launch: `${DRILL_ID}/0/0`,
      RecoveryPlan: 'shop',
      Wave: '1',
      ExecutionType: 'Drill',
    });
  });

  test('launches a large wave in several jobs', () => {
    const ids = Array.from({ length: 120 }, (_, n) => server(n));
    let story = known(begin(requested([ids])));
    for (let n = 0; n < 5; n++) {
      story = answer(story, 'Inspect', (effect: { sourceServerIds: string[] }) => ({
        type: 'Inspected',
        servers: effect.sourceServerIds.map((id) => healthy(id)),
      }));
    }
    story = hardStopArmed(answer(story, 'FindBusy', () => ({ type: 'BusyFound', jobs: [], recoveryJobIds: [] })));
    const sizes = story.effects.flatMap(({ effect }) =>
      effect.kind === 'StartRecovery' ? [effect.servers.length] : [],
    );
    expect(sizes).toEqual([50, 50, 20]);
  });

  test('launches the second wave only when the first has launched and its job has completed', () => {
    const first = launching([[A], [B]]);
    const looking = wake(first, 12 * MINUTE);
    const seen = { jobId: 'drsjob-00000000000000001', createdAt: T, logEnded: true, servers: [seenInJob(A)] };
    const running = answer(looking, 'LookAtLaunches', () => ({
      type: 'LaunchesSeen',
      jobs: [{ ...seen, status: 'STARTED', endedAt: null }],
    }));
    expect(running.drill.waves.map((wave) => wave.state)).toEqual(['LAUNCHED', 'WAITING']);
    const completed = answer(wake(running, 10 * SECOND), 'LookAtLaunches', () => ({
      type: 'LaunchesSeen',
      jobs: [{ ...seen, status: 'COMPLETED', endedAt: T }],
    }));
    expect(hardStopArmed(completed).drill.waves.map((wave) => wave.state)).toEqual(['LAUNCHED', 'LAUNCHING']);
  });

  test.each([
    ['HOLD', ['LAUNCHED', 'WAITING'], 'VERIFYING'],
    ['CONTINUE', ['LAUNCHED', 'WAITING'], 'LAUNCHING'],
    ['TERMINATE', ['LAUNCHED', 'WAITING'], 'TERMINATING'],
  ] as const)('after a failed server, %s decides what follows', (onLaunchFailure, waves, phase) => {
    const story = completedJob(launching([[A, server(3)], [B]], { onLaunchFailure }), [A, server(3)], [A]);
    expect(story.drill.waves.map((wave) => wave.state)).toEqual(waves);
    expect([story.drill.phase, story.drill.outcome]).toEqual([phase, 'FAILED']);
    expect(story.drill.servers[A]?.error).toBe('conversion failed');
  });

  test('a completed job is not success: each server has its own result', () => {
    const story = completedJob(launching([[A, B]]), [A, B], [B]);
    expect([story.drill.servers[A]?.result, story.drill.servers[B]?.result]).toEqual(['LAUNCHED', 'FAILED']);
  });

  test('an event only triggers an earlier look', () => {
    const story = publish(launching([[A, B]]), {
      type: 'ServerReported',
      at: T + 9 * MINUTE,
      sourceServerId: A,
      jobId: 'drsjob-00000000000000001',
      result: 'FAILED',
    });
    expect(story.drill.servers[A]?.result).toBeUndefined();
    expect(story.drill.timers['launchLook']).toBe(T + 10 * MINUTE);
  });

  test('the journal keeps when an event arrived, and its is-drill detail as DRS wrote it', () => {
    const story = publish(launching([[A, B]]), {
      type: 'ServerReported',
      at: T + 9 * MINUTE,
      sourceServerId: A,
      jobId: 'drsjob-00000000000000001',
      result: 'LAUNCHED',
      drillWord: 'TRUE',
    });
    expect(story.facts).toContainEqual({
      type: 'ServerReported',
      sourceServerId: A,
      receivedAt: T + 9 * MINUTE,
      drillWord: 'TRUE',
    });
  });

  test('the arrival of an event is still known after a look has shown the result', () => {
    const report = { type: 'ServerReported', jobId: 'drsjob-00000000000000001', result: 'LAUNCHED' } as const;
    const story = completedJob(publish(launching([[A, B]]), { ...report, at: T + MINUTE, sourceServerId: A }), [A, B]);
    expect(story.drill.servers[A]).toMatchObject({ result: 'LAUNCHED', reported: true });
    expect(story.drill.servers[B]?.reported).toBeUndefined();
  });

  test('when the whole wave has reported, the drill looks once', () => {
    const report = { type: 'ServerReported', jobId: 'drsjob-00000000000000001', result: 'LAUNCHED' } as const;
    const one = publish(launching([[A, B]]), { ...report, at: T + 9 * MINUTE, sourceServerId: A });
    const both = publish(one, { ...report, at: T + 9 * MINUTE, sourceServerId: B });
    const looks = both.effects.filter(
      ({ effect, effectId }) => effect.kind === 'LookAtLaunches' && both.drill.open[effectId] !== undefined,
    );
    expect(looks.map(({ delaySeconds }) => delaySeconds)).toEqual([5]);
  });

  test('an event that arrives before the job’s id was stored is not lost', () => {
    const early = publish(starting(), {
      type: 'ServerReported',
      at: T + 10 * SECOND,
      sourceServerId: A,
      jobId: 'drsjob-00000000000000001',
      result: 'LAUNCHED',
    });
    expect(isOpen(started(early, 'drsjob-00000000000000001'), 'LookAtLaunches')).toBe(true);
  });

  test('a wave that exceeds its allowance is given up and cleaned up', () => {
    const story = wake(launching(), 91 * MINUTE);
    expect([story.drill.phase, story.drill.outcome]).toEqual(['TERMINATING', 'FAILED']);
  });

  test('a wave that is given up while its job hangs on one server terminates only the other one', () => {
    // given
    const hangs = { launchStatus: 'IN_PROGRESS', launchedAt: null, instanceId: null };
    const hanging = answer(wake(launching([[A, B]]), 12 * MINUTE), 'LookAtLaunches', () => ({
      type: 'LaunchesSeen',
      jobs: [
        {
          jobId: 'drsjob-00000000000000001',
          status: 'STARTED',
          createdAt: T,
          endedAt: null,
          logEnded: false,
          servers: [seenInJob(A), seenInJob(B, hangs)],
        },
      ],
    }));
    expect(isOpen(hanging, 'Terminate')).toBe(false);
    // when
    const givenUp = wake(hanging, 91 * MINUTE);
    // then
    const requested = [{ sourceServerId: A, instanceId: instance(1), jobId: 'drsjob-00000000000000001' }];
    expect(lastRequested(givenUp, 'Terminate').servers).toEqual(requested);
    // when: DRS refuses it while the job runs
    const refused = answer(givenUp, 'Terminate', () => ({ type: 'EffectFailed', kind: 'CONFLICT', message: 'busy' }));
    const again = wake(refused, 15 * MINUTE);
    // then
    expect([isOpen(refused, 'Terminate'), isOpen(again, 'Terminate')]).toEqual([false, true]);
    expect(lastRequested(again, 'Terminate').servers).toEqual(requested);
    expect(again.drill.terminationSize).toBe(again.drill.limits.serversPerJob);
  });

  test('quota used by third parties makes the launch wait, not fail', () => {
    const refused = answer(starting(), 'StartRecovery', () => ({
      type: 'EffectFailed',
      kind: 'QUOTA',
      message: '20 jobs',
    }));
    expect([refused.drill.launches[0]?.state, isOpen(refused, 'StartRecovery')]).toEqual(['PLANNED', false]);
    expect(isOpen(wake(refused, 10 * SECOND), 'StartRecovery')).toBe(true);
  });

  test('a throttled launch waits as long as the service says', () => {
    const refused = answer(starting(), 'StartRecovery', () => ({
      type: 'EffectFailed',
      kind: 'THROTTLED',
      message: 'slow',
      retryAfterSeconds: 90,
    }));
    expect(isOpen(wake(refused, 89 * SECOND), 'StartRecovery')).toBe(false);
    expect(isOpen(wake(refused, 91 * SECOND), 'StartRecovery')).toBe(true);
  });

  test('a launch whose answer was lost is retried later, as the next attempt', () => {
    const lost = answer(starting(), 'StartRecovery', () => ({
      type: 'EffectFailed',
      kind: 'UNKNOWN_RESULT',
      message: 'connection reset',
    }));
    expect([lost.drill.launches[0]?.state, isOpen(lost, 'StartRecovery')]).toEqual(['REQUESTED', false]);
    expect(isOpen(wake(lost, 170 * SECOND), 'StartRecovery')).toBe(false);
    const again = wake(lost, 181 * SECOND);
    expect(lastRequested(again, 'StartRecovery').attempt).toBe(2);
  });

  test('tags that DRS refuses fail the launch', () => {
    const refused = answer(starting([[A, B]]), 'StartRecovery', () => ({
      type: 'EffectFailed',
      kind: 'INVALID',
      message: 'StartRecovery: ValidationException: Invalid request provided: Tags',
    }));
    const { phase, outcome, cleanup, failedChecks } = refused.drill;
    expect([phase, outcome, cleanup]).toEqual(['ENDED', 'REJECTED', 'NOT_NEEDED']);
    expect(failedChecks).toMatchObject([{ check: 'aws-answers' }]);
    expect(failedChecks[0]?.message).toMatch(
      /^DRS refuses the tags of this drill; request it again without tags and recoveryPlan\. It says: /,
    );
  });

  test('a launch refused as a whole is tried in halves', () => {
    const refused = answer(starting([[A, B]]), 'StartRecovery', () => ({
      type: 'EffectFailed',
      kind: 'INVALID',
      message: 'one of them',
    }));
    expect(refused.drill.launches.map((launch) => launch.state)).toEqual(['VOID', 'REQUESTED', 'PLANNED']);
  });

  test('servers that a third party has launched meanwhile are left out, and the rest is launched', () => {
    const story = answer(starting([[A, B]]), 'StartRecovery', () => ({
      type: 'LaunchRefused',
      launch: 0,
      servers: [{ sourceServerId: A, reason: 'a real instance is live' }],
    }));
    expect(story.drill.servers[A]?.error).toBe('a real instance is live');
    expect(lastRequested(story, 'StartRecovery').servers.map((one) => one.sourceServerId)).toEqual([B]);
  });
});

describe('verification', () => {
  const look = (changes: object) => (effect: { wave: number; servers: { sourceServerId: string }[] }) => ({
    type: 'InstancesSeen' as const,
    wave: effect.wave,
    instances: effect.servers.map(({ sourceServerId }) => ({
      sourceServerId,
      instanceId: instance(1) as string | null,
      state: 'running' as string | null,
      statusChecks: 'ok' as string | null,
      pointInTimeAt: T as number | null,
      volumeIds: [],
      ...changes,
    })),
  });

  test('a running instance is not verified until both status checks have passed', () => {
    const story = answer(completedJob(launching(), [A]), 'LookAtInstances', look({ statusChecks: 'initializing' }));
    expect(story.drill.servers[A]?.verified).toBeUndefined();
    const later = answer(wake(story, MINUTE), 'LookAtInstances', look({}));
    expect(later.drill.servers[A]?.verified).toBe('STATUS_CHECKS');
  });

  test('an instance that DRS does not list yet is looked for again', () => {
    const story = answer(
      completedJob(launching(), [A]),
      'LookAtInstances',
      look({ instanceId: null, state: null, statusChecks: null, pointInTimeAt: null }),
    );
    expect(isOpen(wake(story, MINUTE), 'LookAtInstances')).toBe(true);
  });

  test('only a look that finds the instance not working proves that it did not work by then', () => {
    const notReadyAfter = (changes: object) => {
      const launched = completedJob(launching(), [A]);
      const story = answer(launched, 'LookAtInstances', (effect: never) => ({
        ...look(changes)(effect),
        lookedAt: launched.now,
      }));
      return story.drill.servers[A]?.notReadyAt === launched.now;
    };
    expect(notReadyAfter({ statusChecks: 'initializing' })).toBe(true);
    expect(notReadyAfter({ state: 'pending', statusChecks: null })).toBe(true);
    // DRS lists it late, EC2 reports no checks: it may be working.
    expect(notReadyAfter({ instanceId: null, state: null, statusChecks: null, pointInTimeAt: null })).toBe(false);
    expect(notReadyAfter({ statusChecks: null })).toBe(false);
    expect(notReadyAfter({ statusChecks: 'insufficient-data' })).toBe(false);
    expect(notReadyAfter({ state: 'hibernating', statusChecks: null })).toBe(false);
  });

  test('an instance that does not come up in time fails the drill, and is held and cleaned up like the others', () => {
    let story = completedJob(launching(), [A]);
    for (let n = 0; n < 40 && story.drill.phase === 'VERIFYING'; n++) {
      if (isOpen(story, 'LookAtInstances'))
        story = answer(story, 'LookAtInstances', look({ statusChecks: 'impaired' }));
      else if (isOpen(story, 'LookAtPoints'))
        story = answer(story, 'LookAtPoints', () => ({
          type: 'PointsSeen',
          wave: 0,
          points: [{ sourceServerId: A, snapshotId: null }],
        }));
      else story = wake(story, 3 * MINUTE);
    }
    expect(story.drill.servers[A]).toMatchObject({ verificationFailed: true, verified: 'RUNNING' });
    expect(story.drill.outcome).toBe('FAILED');
  });

  test('an instance that is to stay stopped is verified as stopped', () => {
    const stopped = completedJob(
      started(hardStopArmed(inspected(validating(), (id) => healthy(id, { launchDisposition: 'STOPPED' })))),
      [A],
    );
    const story = answer(stopped, 'LookAtInstances', look({ state: 'stopped', statusChecks: null }));
    expect(story.drill.servers[A]?.verified).toBe('STOPPED_AS_CONFIGURED');
  });

  describe('the point an instance came from', () => {
    const NEWEST = 'pit-00000000000000001';
    const listed = (snapshotId: string | null) => () => ({
      type: 'PointsSeen' as const,
      wave: 0,
      points: [{ sourceServerId: A, snapshotId }],
    });
    const unlisted = () =>
      answer(answer(completedJob(launching(), [A]), 'LookAtInstances', look({})), 'LookAtPoints', listed(null));

    test('is looked for again when DRS does not list it yet', () => {
      const story = answer(unlisted(), 'LookAtPoints', listed(NEWEST));
      expect(story.drill.servers[A]?.point).toEqual({ kind: 'PREVIOUS', at: T, snapshotId: NEWEST });
    });

    test('is looked for only some minutes, after which DRS has none of that time', () => {
      let story = unlisted();
      const first = story.now;
      expect(story.drill.servers[A]?.point).not.toHaveProperty('snapshotId');
      while (isOpen(story, 'LookAtPoints')) story = answer(story, 'LookAtPoints', listed(null));
      expect(story.drill.servers[A]?.point).toEqual({ kind: 'PREVIOUS', at: T, snapshotId: null });
      expect(story.now - first).toBeGreaterThanOrEqual(2 * MINUTE);
      expect(story.now - first).toBeLessThanOrEqual(3 * MINUTE);
      expect(story.effects.filter(({ effect }) => effect.kind === 'LookAtPoints')).toHaveLength(3);
    });
  });

  test('a point taken after the job began is on demand, one from before is a previous one', () => {
    const createdAt = launching().drill.launches[0]?.createdAt ?? 0;
    const at = (pointInTimeAt: number) =>
      answer(completedJob(launching(), [A]), 'LookAtInstances', look({ pointInTimeAt })).drill.servers[A]?.point?.kind;
    expect([at(createdAt + SECOND), at(createdAt - SECOND)]).toEqual(['ON_DEMAND', 'PREVIOUS']);
  });
});

describe('the hold', () => {
  test('ends by itself on time', () => {
    const story = holding();
    const until = story.drill.holdUntil ?? 0;
    expect(wake(story, until - story.now - 1).drill.phase).toBe('HOLDING');
    expect(wake(story, until - story.now).drill.phase).toBe('TERMINATING');
  });

  test('of zero seconds is skipped', () => {
    expect(holding({ holdSeconds: 0 }).drill.phase).toBe('TERMINATING');
  });

  test('is extended only when a hard stop after the new end exists', () => {
    const story = holding();
    const holdUntil = (story.drill.holdUntil ?? 0) + 60 * MINUTE * 3;
    const wanted = publish(story, { type: 'HoldUntilRequested', at: story.now, by: 'operator', holdUntil });
    expect(wanted.drill.holdUntil).toBe(story.drill.holdUntil);
    expect(hardStopArmed(wanted).drill.holdUntil).toBe(holdUntil);
  });

  test('ends as before when the hard stop of an extension cannot be armed', () => {
    const story = holding();
    const holdUntil = (story.drill.holdUntil ?? 0) + 180 * MINUTE;
    const wanted = publish(story, { type: 'HoldUntilRequested', at: story.now, by: 'operator', holdUntil });
    const failed = answer(wanted, 'ArmHardStop', () => ({
      type: 'EffectFailed',
      kind: 'UNAVAILABLE',
      message: 'no scheduler',
    }));
    expect(wake(failed, (story.drill.holdUntil ?? 0) - failed.now).drill.phase).toBe('TERMINATING');
  });

  test('cannot be made shorter, nor longer than the deployment allows', () => {
    const story = holding();
    const ask = (holdUntil: number) =>
      publish(story, { type: 'HoldUntilRequested', at: story.now, by: 'operator', holdUntil }).refusal?.code;
    expect(ask((story.drill.holdUntil ?? 0) - MINUTE)).toBe('hold-not-longer');
    expect(ask(story.now + 25 * 60 * MINUTE)).toBe('hold-too-long');
  });

  test('is extended by at least a minute, so that no one can create thousands of hard stops', () => {
    const story = holding();
    const end = story.drill.holdUntil ?? 0;
    const ask = (holdUntil: number) =>
      publish(story, { type: 'HoldUntilRequested', at: story.now, by: 'operator', holdUntil });
    expect([1, 59_999].map((more) => ask(end + more).refusal?.code)).toEqual(['hold-not-longer', 'hold-not-longer']);
    const { refusal, drill } = ask(end + MINUTE);
    expect([refusal, drill.holdWanted ?? drill.holdUntil]).toEqual([undefined, end + MINUTE]);
  });

  test('is ended early by request', () => {
    const story = publish(holding(), { type: 'HoldEndRequested', at: T + 60 * MINUTE, by: 'operator' });
    expect([story.drill.phase, isOpen(story, 'Terminate')]).toEqual(['TERMINATING', true]);
  });

  test('can be steered only while it lasts', () => {
    const codes = [validating(), launching(), terminating(), ended()].map(
      (story) => publish(story, { type: 'HoldEndRequested', at: story.now, by: 'operator' }).refusal?.code,
    );
    expect(codes).toEqual(['not-holding', 'not-holding', 'not-holding', 'not-holding']);
  });
});

describe('termination', () => {
  test('an event that reports a termination only triggers a look', () => {
    const story = terminated(terminating());
    const reported = publish(story, {
      type: 'InstanceReportedGone',
      at: story.now + MINUTE,
      instanceId: instance(1),
      sourceServerId: A,
    });
    expect(reported.drill.servers[A]?.gone).toBeUndefined();
    expect(isOpen(wake(reported, 2 * SECOND), 'LookForLeftovers')).toBe(true);
  });

  test('an instance is gone when EC2 says terminated and its volumes are gone, not before', () => {
    const looking = wake(terminated(terminating()), 5 * MINUTE);
    const seen = (volumesLeft: string[]) =>
      answer(looking, 'LookForLeftovers', () => ({
        type: 'LeftoversSeen',
        servers: [{ sourceServerId: A, instanceId: instance(1), state: 'terminated', volumeIds: [], volumesLeft }],
      }));
    expect([seen(['vol-1']).drill.phase, seen([]).drill.phase]).toEqual(['TERMINATING', 'ENDED']);
  });

  test('an instance without proof is left alone and looked at again ten minutes later, and the drill does not end', () => {
    const story = unproven(terminating(), A);
    expect(isOpen(wake(story, 9 * MINUTE), 'Terminate')).toBe(false);
    expect(isOpen(wake(story, 10 * MINUTE), 'Terminate')).toBe(true);
    const later = unproven(wake(story, 180 * MINUTE), A);
    expect(wake(story, 180 * MINUTE).facts).toContainEqual({ type: 'LeakReported', sourceServerIds: [A] });
    expect(wake(later, 61 * MINUTE).facts).toContainEqual({ type: 'LeakReported', sourceServerIds: [A] });
    expect([later.drill.phase, later.drill.cleanup]).toEqual(['TERMINATING', 'LEAKED']);
  });

  test('a leak ends when an operator acknowledges it, and the drill is not CLEAN', () => {
    const leaked = unproven(wake(unproven(terminating(), A), 180 * MINUTE), A);
    const word = { type: 'LeakAcknowledged', by: 'operator', reason: 'looked myself' } as const;
    expect(publish(terminating(), { ...word, at: T + 60 * MINUTE }).refusal?.code).toBe('no-leak');
    const { drill } = publish(leaked, { ...word, at: leaked.now });
    expect([drill.phase, drill.outcome, drill.cleanup, drill.servers[A]?.gone]).toEqual([
      'ENDED',
      'FAILED',
      'LEAKED',
      'ACKNOWLEDGED',
    ]);
  });

  test('a refused termination is retried with half as many servers', () => {
    const ids = [A, B, server(3), server(4)];
    const hold = verified(completedJob(launching([ids]), ids));
    const refused = answer(wake(hold, 30 * MINUTE), 'Terminate', () => ({
      type: 'EffectFailed',
      kind: 'CONFLICT',
      message: 'busy',
    }));
    const sizes = [refused.drill.terminationSize];
    let story = wake(refused, MINUTE);
    story = answer(story, 'Terminate', () => ({ type: 'EffectFailed', kind: 'CONFLICT', message: 'busy' }));
    sizes.push(story.drill.terminationSize);
    expect(sizes).toEqual([2, 1]);
  });

  test('an accepted termination without visible effect is requested again', () => {
    const looking = wake(terminated(terminating()), 16 * MINUTE);
    const story = answer(looking, 'LookForLeftovers', () => ({
      type: 'LeftoversSeen',
      servers: [{ sourceServerId: A, instanceId: instance(1), state: 'running', volumeIds: [], volumesLeft: [] }],
    }));
    expect(isOpen(story, 'Terminate')).toBe(true);
  });

  test('one empty list proves nothing: it takes two looks, the later one five minutes after the job’s end', () => {
    const failing = completedJob(launching(), [A], []);
    expect(failing.drill.phase).toBe('VERIFYING');
    const looking = wake(launching(), 12 * MINUTE);
    const failed = seenInJob(A, {
      launchStatus: 'FAILED',
      instanceId: null,
      errorText: 'no capacity',
      neverExisted: false,
    });
    let story = answer(looking, 'LookAtLaunches', () => ({
      type: 'LaunchesSeen',
      jobs: [
        {
          jobId: 'drsjob-00000000000000001',
          status: 'COMPLETED',
          createdAt: T,
          endedAt: looking.now,
          logEnded: true,
          servers: [failed],
        },
      ],
    }));
    const empty = {
      type: 'LeftoversSeen' as const,
      servers: [{ sourceServerId: A, instanceId: null, state: null, volumeIds: [], volumesLeft: null }],
    };
    story = answer(story, 'LookForLeftovers', () => empty);
    expect([story.drill.phase, story.drill.servers[A]?.gone]).toEqual(['TERMINATING', undefined]);
    story = answer(wake(story, 5 * MINUTE), 'LookForLeftovers', () => empty);
    expect([story.drill.phase, story.drill.servers[A]?.gone]).toEqual(['ENDED', 'ABSENT_TWICE']);
  });

  test('a job that ended without a reason is reported as such, and proves nothing about an instance', () => {
    const looking = wake(launching(), 12 * MINUTE);
    const nothing = { launchedAt: null, instanceId: null, errorText: null, neverExisted: false };
    const failed = seenInJob(A, { launchStatus: 'FAILED', lastEvent: 'LAUNCH_START', ...nothing });
    const jobId = 'drsjob-00000000000000001';
    const completed = {
      jobId,
      status: 'COMPLETED',
      createdAt: T,
      endedAt: looking.now,
      logEnded: true,
      servers: [failed],
    };
    const story = answer(looking, 'LookAtLaunches', () => ({ type: 'LaunchesSeen', jobs: [completed] }));
    expect(story.drill.servers[A]).toMatchObject({
      result: 'FAILED',
      error: 'The job ended without a reason (last event LAUNCH_START).',
    });
    expect(story.drill.servers[A]?.gone).toBeUndefined();
  });

  test('an instance that turns up late is terminated', () => {
    const looking = wake(launching(), 12 * MINUTE);
    const failed = seenInJob(A, { launchStatus: 'FAILED', instanceId: null, errorText: 'no capacity' });
    const story = answer(looking, 'LookAtLaunches', () => ({
      type: 'LaunchesSeen',
      jobs: [
        {
          jobId: 'drsjob-00000000000000001',
          status: 'COMPLETED',
          createdAt: T,
          endedAt: looking.now,
          logEnded: true,
          servers: [failed],
        },
      ],
    }));
    const found = answer(story, 'LookForLeftovers', () => ({
      type: 'LeftoversSeen',
      servers: [{ sourceServerId: A, instanceId: instance(1), state: 'running', volumeIds: [], volumesLeft: [] }],
    }));
    expect(isOpen(found, 'Terminate')).toBe(true);
  });
});

describe('cancelling', () => {
  test.each([
    ['VALIDATING', validating, 'ENDED', 'NOT_NEEDED'],
    ['LAUNCHING with an open job', launching, 'TERMINATING', 'RUNNING'],
    ['VERIFYING', () => completedJob(launching(), [A]), 'TERMINATING', 'RUNNING'],
    ['HOLDING', holding, 'TERMINATING', 'RUNNING'],
  ] as const)('in %s cleans up what was launched', (_phase, story, phase, cleanup) => {
    const before = story();
    const { drill } = publish(before, {
      type: 'CancelRequested',
      at: before.now,
      by: 'operator',
      reason: 'wrong servers',
    });
    expect([drill.phase, drill.outcome, drill.cleanup]).toEqual([phase, 'CANCELLED', cleanup]);
  });

  test('withdraws a launch that no performer has taken', () => {
    const before = starting();
    const story = publish(before, { type: 'CancelRequested', at: before.now, by: 'operator', reason: 'wrong' });
    expect(story.withdrawn).toContain(before.requested.find((one) => one.effect.kind === 'StartRecovery')?.effectId);
    expect([story.drill.phase, story.drill.cleanup]).toEqual(['ENDED', 'NOT_NEEDED']);
  });

  test('a launch that was taken but not answered counts as launched until a late look finds no job', () => {
    const before = starting();
    const effectId = before.requested.find((one) => one.effect.kind === 'StartRecovery')?.effectId ?? '';
    const taken = publish(before, { type: 'EffectFoundTaken', at: before.now, effectId, takenAt: before.now });
    const cancelled = publish(taken, { type: 'CancelRequested', at: before.now, by: 'operator', reason: 'wrong' });
    expect(cancelled.drill.phase).toBe('TERMINATING');
    const unanswered = wake(cancelled, 5 * MINUTE);
    expect(unanswered.drill.phase).toBe('TERMINATING');
    expect(unanswered.requested.find((one) => one.effect.kind === 'FindLaunch')?.delaySeconds).toBe(180);
    const none = answer(unanswered, 'FindLaunch', () => ({ type: 'LaunchNotFound', launch: 0 }), 4 * MINUTE);
    expect([none.drill.phase, none.drill.cleanup]).toEqual(['ENDED', 'NOT_NEEDED']);
  });

  test('a launch that is found late is followed and cleaned up', () => {
    const before = answer(starting(), 'StartRecovery', () => ({
      type: 'EffectFailed',
      kind: 'UNKNOWN_RESULT',
      message: 'reset',
    }));
    const cancelled = publish(before, { type: 'CancelRequested', at: before.now, by: 'operator', reason: 'wrong' });
    const found = answer(
      cancelled,
      'FindLaunch',
      () => ({ type: 'LaunchStarted', launch: 0, jobId: 'drsjob-00000000000000001', createdAt: T, found: true }),
      4 * MINUTE,
    );
    const gone = goneFound(terminated(completedJob(found, [A])));
    expect([gone.drill.phase, gone.drill.outcome, gone.drill.cleanup]).toEqual(['ENDED', 'CANCELLED', 'CLEAN']);
  });

  test('a drill that has ended cannot be cancelled', () => {
    const story = ended();
    expect(
      publish(story, { type: 'CancelRequested', at: story.now, by: 'operator', reason: 'late' }).refusal?.code,
    ).toBe('drill-ended');
  });
});

describe('a hold that has ended', () => {
  const held = ({ drill }: Story) =>
    [drill.holdEndedAt, drill.holdEndedBy].map((one, n) => (n === 0 ? Number(one) - Number(drill.holdBeganAt) : one));

  test('on time is recorded with its length, and without a name', () => {
    expect(held(terminating())).toEqual([30 * MINUTE, undefined]);
  });

  test('early is recorded with the operator who ended it, by whatever means', () => {
    const before = holding();
    const at = before.now + 10 * MINUTE;
    const end = publish(before, { type: 'HoldEndRequested', at, by: 'ann' });
    const cancel = publish(before, { type: 'CancelRequested', at, by: 'bob', reason: 'seen enough' });
    expect([held(end), held(cancel)]).toEqual([
      [10 * MINUTE, 'ann'],
      [10 * MINUTE, 'bob'],
    ]);
  });

  test('keeps when DRS accepted the termination, even after everything is gone', () => {
    const { drill } = ended();
    expect(drill.servers[A]).toMatchObject({ gone: 'TERMINATED', terminationAt: expect.any(Number) });
  });

  test('leaves nothing to cancel, and says what is running', () => {
    const story = publish(holding(), {
      type: 'CancelRequested',
      at: T + 60 * MINUTE,
      by: 'bob',
      reason: 'seen enough',
    });
    const again = publish(story, { type: 'CancelRequested', at: story.now, by: 'ann', reason: 'me too' });
    expect(again.refusal).toMatchObject({
      status: 409,
      code: 'already-terminating',
      message: 'There is nothing to cancel: the drill is already cleaning up (Cancelled by bob: seen enough).',
    });
  });
});

describe('the hard stop', () => {
  test('ends a drill that hangs', () => {
    const story = launching();
    const stopped = publish(story, { type: 'HardStopFired', at: story.now + 180 * MINUTE, n: 1 });
    expect([stopped.drill.phase, stopped.drill.outcome]).toEqual(['TERMINATING', 'FAILED']);
  });

  test('of an earlier wave does nothing once a later one exists', () => {
    const story = holding({ holdSeconds: 20_000 });
    const armed = story.drill.phase === 'HOLDING' ? story : hardStopArmed(story);
    expect(armed.drill.hardStop?.n).toBe(2);
    expect(publish(armed, { type: 'HardStopFired', at: armed.now, n: 1 }).facts).toEqual([]);
  });
});

describe('answers', () => {
  test('to an effect that is not open change nothing', () => {
    const story = launching();
    const late = {
      type: 'LaunchStarted',
      launch: 0,
      jobId: 'drsjob-other',
      createdAt: T,
      found: false,
      effectId: 'e1',
      at: story.now,
    } as const;
    expect(publish(story, late).facts).toEqual([]);
  });

  test('that do not arrive are requested again', () => {
    const story = wake(validating(), 181 * SECOND);
    expect(story.withdrawn.length).toBe(2);
    expect(story.requested.filter((one) => one.effect.kind === 'Inspect').length).toBe(1);
  });
});

test('a drill that was never requested is not found', () => {
  expect(decide(undefined, { type: 'Woken', at: T })).toMatchObject({ refused: { status: 404 } });
});
