import { describe, expect, test } from 'vitest';
import { ACTION_RUNS_KEPT, ACTIONS_TIMEOUT_SECONDS } from '../../../src/drill/bounds.ts';
import type { Terms } from '../../../src/drill/drill.ts';
import type { Effect } from '../../../src/drill/effects.ts';
import type { ActionRun, ActionsReported } from '../../../src/drill/inputs.ts';
import { endedTrials } from '../../../src/history/trials.ts';
import {
  goneFound,
  hardStopArmed,
  inspected,
  jobCompleted,
  lookedAtJob,
  seenInJob,
  started,
  terminated,
  validating,
  verified,
} from '../chapters.ts';
import { answer, healthy, isOpen, MINUTE, publish, SECOND, type Story, server, T, wake } from '../given.ts';

const A = server(1);
type Looked = Extract<Effect, { kind: 'LookAtActions' }>;

describe('a server with post-launch actions', () => {
  test('has passed when all required ones have succeeded', () => {
    const story = ended(seen(held({ required: 2, optional: 1 }), [run(), run(), run({ optional: true })]));
    expect(story.drill).toMatchObject({ outcome: 'PASSED' });
    expect(trialOf(story)).toMatchObject({ passed: true });
  });

  test('has not passed when a required one failed: operators see which one, and why, during the hold', () => {
    const failed = run({ name: 'Join domain', status: 'FAILED', failureReason: 'No domain controller' });
    const story = seen(held({ required: 1, optional: 0 }), [failed]);
    expect(story.drill).toMatchObject({
      phase: 'HOLDING',
      outcome: 'FAILED',
      why: `Post-launch action “Join domain” failed: No domain controller (${A}).`,
      servers: { [A]: { verificationFailed: true, verified: 'STATUS_CHECKS' } },
    });
    expect(trialOf(ended(story))).toMatchObject({ passed: false, failedBy: 'VERIFICATION' });
  });

  test('passes with a failed optional one, which is reported', () => {
    const failed = run({ name: 'Motd', optional: true, status: 'FAILED', failureReason: 'exit status 1' });
    const story = ended(seen(held({ required: 1, optional: 1 }), [run(), failed]));
    expect(story.drill.outcome).toBe('PASSED');
    expect(story.drill.unfinishedActions).toEqual([
      { sourceServerId: A, name: 'Motd', optional: true, status: 'FAILED', reason: 'exit status 1' },
    ]);
  });

  test('has not passed when the succeeded one may have been the optional one, because DRS does not say', () => {
    const silent = run({ optional: null });
    const endless = run({ optional: true, status: 'IN_PROGRESS' });
    const story = ended(seen(held({ required: 2, optional: 2 }), [run(), silent, endless]));
    expect(story.drill.outcome).toBe('FAILED');
    expect(story.drill.why).toMatch(/1 of its 2 required post-launch actions did not succeed/);
  });

  test('has passed when too many succeeded for all the unmarked ones to be optional', () => {
    const silent = run({ optional: null });
    const story = ended(seen(held({ required: 2, optional: 1 }), [silent, silent, run({ optional: true })]));
    expect(story.drill.outcome).toBe('PASSED');
  });

  test('has not passed when a required one is still running at the end of the hold', () => {
    const story = ended(seen(held({ required: 1, optional: 0 }), [run({ name: 'Reindex', status: 'IN_PROGRESS' })]));
    expect(story.drill.outcome).toBe('FAILED');
    expect(story.drill.why).toBe(`Post-launch action “Reindex” had not succeeded when the hold ended (${A}).`);
  });

  test('has not passed when DRS reports no run because Systems Manager does not see its agent', () => {
    const story = ended(seen(held({ required: 2, optional: 0 }), [], null));
    expect(story.drill.outcome).toBe('FAILED');
    expect(story.drill.why).toMatch(/2 of its 2 required post-launch actions did not succeed.*Systems Manager/);
  });

  test('has not passed when DRS never reports its actions', () => {
    const story = ended(held({ required: 1, optional: 0 }));
    expect(story.drill.outcome).toBe('FAILED');
    expect(story.drill.why).toMatch(/DRS never reported how its 1 required post-launch actions ended/);
  });

  test('has not passed when DRS does not say whether the failed one was optional, nor the status of another', () => {
    const story = ended(seen(held({ required: 0, optional: 2 }), [run({ optional: null, status: 'FAILED' })]));
    expect(story.drill.outcome).toBe('FAILED');
    const unsaid = ended(seen(held({ required: 1, optional: 0 }), [run({ status: 'UNKNOWN' })]));
    expect(unsaid.drill.outcome).toBe('FAILED');
  });

  test('is judged by the actions that ran, although its launch configuration had none at the inspection', () => {
    const launched = jobCompleted(launchingWith(undefined), [A]);
    expect(launched.drill.servers[A]?.actions).toBeUndefined();
    const ran = answerLaunches(launchingWith(undefined));
    expect(ran.drill.servers[A]?.actions).toEqual({ required: 0, optional: 0 });
  });

  test('expects none on an instance that is to stay stopped', () => {
    const found = inspected(validating(), (id) =>
      healthy(id, { launchDisposition: 'STOPPED', launchActions: { required: 1, optional: 0 } }),
    );
    expect(found.drill.servers[A]?.actions).toBeUndefined();
  });
});

describe('looks at post-launch actions', () => {
  test('are not made without actions', () => {
    const story = ended(verified(jobCompleted(launchingWith(undefined), [A])));
    expect(story.effects.filter(({ effect }) => effect.kind === 'LookAtActions')).toEqual([]);
  });

  test('become rare while an action runs: a hold of a day takes few, and the last one comes at its end', () => {
    let story = held({ required: 1, optional: 0 }, { holdSeconds: 80_000 });
    if (isOpen(story, 'ArmHardStop')) story = hardStopArmed(story);
    while (story.drill.phase === 'HOLDING') {
      if (isOpen(story, 'LookAtActions'))
        story = reported(story, { agentSeenAt: T, runs: [run({ status: 'IN_PROGRESS' })] });
      else story = wake(story, MINUTE);
    }
    const looks = story.effects.filter(({ effect }) => effect.kind === 'LookAtActions').length;
    expect(looks).toBeGreaterThan(5);
    expect(looks).toBeLessThan(20);
    expect(isOpen(story, 'LookAtActions')).toBe(true);
    expect(
      reported(story, { agentSeenAt: T, runs: [run()] }).drill.servers[A]?.actions?.reported?.required.succeeded,
    ).toBe(1);
  });

  test('do not hold up the termination, and the drill ends without the last one after a timeout', () => {
    const completed = wake(held({ required: 1, optional: 0 }), 31 * MINUTE);
    expect(completed.drill.phase).toBe('TERMINATING');
    expect(isOpen(completed, 'Terminate')).toBe(true);
    const clean = goneFound(terminated(completed));
    expect(clean.drill.phase).toBe('TERMINATING');
    const late = wake(clean, ACTIONS_TIMEOUT_SECONDS * SECOND);
    expect(late.drill).toMatchObject({ phase: 'ENDED', outcome: 'FAILED' });
  });

  test('continue before a hold that is shorter than a boot may take, and no longer than that', () => {
    const short = verified(jobCompleted(launchingWith({ required: 1, optional: 0 }, { holdSeconds: 0 }), [A]));
    expect(short.drill.phase).toBe('VERIFYING');
    expect(seen(short, [run()]).drill.phase).toBe('TERMINATING');
    expect(seen(short, [run({ status: 'IN_PROGRESS' })]).drill.phase).toBe('VERIFYING');
    expect(wake(seen(short, [run({ status: 'IN_PROGRESS' })]), 30 * MINUTE).drill.phase).toBe('TERMINATING');
  });

  test('record each run once while nothing changes', () => {
    const first = seen(held({ required: 1, optional: 1 }), [run({ status: 'IN_PROGRESS' })]);
    expect(first.facts).toContainEqual({
      type: 'LaunchActionsSeen',
      sourceServerIds: [A],
      reported: [{ sourceServerId: A, agentSeenAt: T, runs: [run({ status: 'IN_PROGRESS' })] }],
    });
    const again = seen(first, [run({ status: 'IN_PROGRESS' })]);
    expect(again.facts).toContainEqual({ type: 'LaunchActionsSeen', sourceServerIds: [A], reported: [] });
  });

  test('keep some of the runs that have not succeeded, those that failed the server first', () => {
    const many = Array.from({ length: 200 }, (_, n) => run({ name: `Action ${n}`, status: 'IN_PROGRESS' }));
    const story = seen(held({ required: 200, optional: 0 }), [...many, run({ name: 'Last', status: 'FAILED' })]);
    expect(story.drill.unfinishedActions).toHaveLength(ACTION_RUNS_KEPT);
    expect(story.drill.unfinishedActions?.[0]).toMatchObject({ name: 'Last', status: 'FAILED' });
  });
});

describe('a server whose instance was terminated in the hold', () => {
  test('was lost, and its unfinished action is not a second failure', () => {
    // given: the look before the termination finds the instance gone since ten minutes before the hold's end
    let story = seen(held({ required: 1, optional: 0 }), [run({ status: 'IN_PROGRESS' })]);
    while (story.drill.phase !== 'TERMINATING') story = wake(story, MINUTE);
    const downAt = (story.drill.holdUntil ?? 0) - 10 * MINUTE;
    const late = reported(story, { agentSeenAt: T, runs: [run({ status: 'FAILED', failureReason: 'no instance' })] });
    // when
    const clean = answer(late, 'Terminate', ({ servers }: Extract<Effect, { kind: 'Terminate' }>) => ({
      type: 'TerminationAccepted',
      jobId: null,
      found: [],
      accepted: servers.map(({ sourceServerId }) => sourceServerId),
      unproven: [],
      seen: servers.map(({ sourceServerId }) => ({ sourceServerId, state: 'terminated', downAt })),
    }));
    const { drill } = goneFound(clean);
    // then
    expect(drill).toMatchObject({ phase: 'ENDED', outcome: 'FAILED', why: expect.stringMatching(/was lost/) });
    expect(drill.servers[A]).toMatchObject({ lost: { state: 'terminated' } });
    expect(drill.servers[A]).not.toHaveProperty('verificationFailed');
  });
});

describe('a drill that ended early', () => {
  test('says nothing about a server whose action was still running', () => {
    const running = seen(held({ required: 1, optional: 0 }), [run({ status: 'IN_PROGRESS' })]);
    const cancelled = ended(
      publish(running, { type: 'CancelRequested', at: running.now, by: 'operator', reason: 'enough' }),
    );
    expect(cancelled.drill).toMatchObject({ outcome: 'CANCELLED', servers: { [A]: { verified: 'STATUS_CHECKS' } } });
    expect(cancelled.drill.servers[A]?.verificationFailed).toBeUndefined();
    expect(trialOf(cancelled)).toMatchObject({ passed: false, failedBy: null, actionsUndone: true });
  });

  test('has not passed when an operator ended its hold before the action had succeeded', () => {
    const running = seen(held({ required: 1, optional: 0 }), [run({ name: 'Reindex', status: 'IN_PROGRESS' })]);
    const story = ended(publish(running, { type: 'HoldEndRequested', at: running.now, by: 'operator' }));
    expect(story.drill.outcome).toBe('FAILED');
    expect(story.drill.servers[A]?.verificationFailed).toBeUndefined();
  });
});

function run(changes: Partial<ActionRun> = {}): ActionRun {
  return {
    runId: 'run-1',
    actionId: 'action-1',
    name: 'Agent',
    optional: false,
    status: 'SUCCEEDED',
    failureReason: null,
    ...changes,
  };
}

function launchingWith(
  launchActions: { required: number; optional: number } | undefined,
  terms?: Partial<Terms>,
): Story {
  const found = inspected(validating([[A]], terms), (id) => healthy(id, launchActions && { launchActions }));
  return started(hardStopArmed(found));
}

/** Launched, verified and held, and the actions are due for a look. */
function held(launchActions: { required: number; optional: number }, terms?: Partial<Terms>): Story {
  return verified(jobCompleted(launchingWith(launchActions, terms), [A]));
}

/** The next look reports these runs. */
function seen(story: Story, runs: ActionRun[], agentSeenAt: number | null = T): Story {
  let next = story;
  while (!isOpen(next, 'LookAtActions')) next = wake(next, MINUTE);
  return reported(next, { agentSeenAt, runs });
}

function reported(story: Story, actions: ActionsReported | null): Story {
  return answer(story, 'LookAtActions', ({ servers }: Looked) => ({
    type: 'ActionsSeen',
    servers: servers.map(({ sourceServerId }) => ({ sourceServerId, reported: actions })),
  }));
}

/** A look at the job reports that actions ran. */
function answerLaunches(story: Story): Story {
  const looking = wake(story, 12 * MINUTE);
  return lookedAtJob(looking, [seenInJob(A, { ranActions: true })]);
}

/** The hold ends, the last look reports these runs if it is made, and all is cleaned. */
function ended(story: Story, last: ActionsReported | null = null): Story {
  let next = story;
  while (next.drill.phase !== 'TERMINATING') next = wake(next, 10 * MINUTE);
  if (isOpen(next, 'LookAtActions')) next = reported(next, last);
  return goneFound(terminated(next));
}

function trialOf(story: Story) {
  return endedTrials(story.drill, [])[0];
}
