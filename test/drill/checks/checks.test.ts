import { describe, expect, test } from 'vitest';
import type { CheckTerms } from '../../../src/drill/checks/checkTerms.ts';
import type { Terms } from '../../../src/drill/drill.ts';
import {
  goneFound,
  hardStopArmed,
  holdingWith,
  inspected,
  jobCompleted,
  started,
  terminated,
  verified,
} from '../chapters.ts';
import {
  answer,
  begin,
  healthy,
  isOpen,
  MINUTE,
  publish,
  requestedChecks,
  SECOND,
  type Story,
  server,
  wake,
} from '../given.ts';

const APPROVED: CheckTerms = { name: 'approved', kind: 'VERDICT', required: true };
const SEEN: CheckTerms = { name: 'seen', kind: 'VERDICT', required: false };

function verdict(story: Story, passed = true, changes: { check?: string; by?: string; message?: string } = {}): Story {
  const given = { type: 'VerdictGiven', at: story.now + SECOND, by: 'Ada', check: 'approved', message: 'looks well' };
  return publish(story, { ...given, passed, ...changes } as Parameters<typeof publish>[1]);
}

function end(story: Story, force = false): Story {
  return publish(story, { type: 'HoldEndRequested', at: story.now, by: 'Ada', ...(force && { force: true as const }) });
}

function untilTheHoldEnds(story: Story): Story {
  return wake(story, (story.drill.holdUntil ?? 0) - story.now);
}

/** The cleanup goes well. */
function cleaned(story: Story): Story {
  return goneFound(terminated(story));
}

const statesOf = ({ drill }: Story) => drill.checks?.map(({ state }) => state);

describe('a verdict', () => {
  test('that passes lets the drill pass, and the record names who gave it', () => {
    const passed = cleaned(untilTheHoldEnds(verdict(holdingWith([APPROVED]))));
    expect(passed.drill.outcome).toBe('PASSED');
    expect(passed.drill.checks?.[0]).toMatchObject({ state: 'PASSED', by: 'Ada', because: 'looks well' });
  });

  test('that fails a required check later is named, too, and nothing else changes why a drill FAILED', () => {
    const names = ['approved', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const all: CheckTerms[] = [...names.map((name) => ({ ...APPROVED, name })), SEEN];
    const first = verdict(holdingWith(all), false, { check: 'c', message: 'no login' });
    expect(first.drill.why).toBe('Required check c did not pass (FAILED): no login.');
    const second = verdict(verdict(first, true, { check: 'd' }), false, { check: 'seen', message: 'ugly' });
    const third = verdict(second, false, { check: 'approved', message: 'no orders' });
    expect(third.drill.why).toBe('Required check approved did not pass (FAILED): no orders. Nor did c.');
    const last = untilTheHoldEnds(third);
    expect(last.drill.why).toBe(
      'Required check approved did not pass (FAILED): no orders. Nor did b, c, e and 3 more.',
    );
    const cancelled = publish(verdict(holdingWith(all)), {
      type: 'CancelRequested',
      at: 0,
      by: 'Ada',
      reason: 'enough',
    });
    expect(cancelled.drill.why).toBe('Cancelled by Ada: enough');
  });

  test('that fails a required check fails the drill at once, by name, and the hold goes on', () => {
    const failed = verdict(holdingWith([APPROVED]), false, { message: 'no login' });
    expect([failed.drill.outcome, failed.drill.phase]).toEqual(['FAILED', 'HOLDING']);
    expect(failed.drill.why).toBe('Required check approved did not pass (FAILED): no login.');
  });

  test('that fails an optional check does not fail the drill', () => {
    const failed = verdict(holdingWith([SEEN]), false, { check: 'seen' });
    expect(cleaned(untilTheHoldEnds(failed)).drill.outcome).toBe('PASSED');
  });

  test('that is given twice counts once', () => {
    const once = verdict(holdingWith([APPROVED]));
    expect(verdict(once)).toMatchObject({ facts: [], refusal: undefined });
    expect(verdict(untilTheHoldEnds(once))).toMatchObject({ facts: [], refusal: undefined });
  });

  test.each([
    ['another result', false, {}],
    ['another person', true, { by: 'Grace' }],
    ['another message', true, { message: 'well enough' }],
  ])('is final: %s is refused, and the refusal says who decided', (_what, passed, changes) => {
    const { refusal } = verdict(verdict(holdingWith([APPROVED])), passed, changes);
    expect(refusal).toMatchObject({ status: 409, code: 'check-decided' });
    expect(refusal?.message).toBe(
      'Check approved is already PASSED, by the verdict of Ada (looks well); that is final.',
    );
  });

  test('is taken only during the hold', () => {
    const early = verdict(begin(requestedChecks([APPROVED])));
    expect(early.refusal).toMatchObject({ code: 'not-holding', message: expect.stringContaining('VALIDATING') });
  });

  test('comes too late after the hold', () => {
    const late = verdict(untilTheHoldEnds(holdingWith([APPROVED])));
    expect(late.refusal?.message).toBe(
      'Check approved is already TIMED_OUT (it had no result when the hold ended); that is final.',
    );
  });

  test('on a check that the drill does not have is refused with the names of those that it has', () => {
    const { refusal } = verdict(holdingWith([APPROVED, SEEN]), true, { check: 'aproved' });
    expect(refusal).toMatchObject({ status: 404, code: 'unknown-check' });
    expect(refusal?.message).toBe('The drill has no check aproved; it has approved, seen.');
  });
});

describe('a check that the drill itself carries out', () => {
  const PORT: CheckTerms = { name: 'port', kind: 'TCP', required: true, port: 443, timeoutSeconds: 300 };
  const arn = 'arn:aws:lambda:eu-central-1:111122223333:function:judge';
  const AFTER: CheckTerms = { name: 'after', kind: 'LAMBDA', required: false, functionArn: arn, when: 'AFTER_CLEANUP' };

  test.each([PORT, AFTER])('takes no verdict: nobody can say that it has passed', (terms) => {
    const said = verdict(holdingWith([terms]), true, { check: terms.name });
    expect(said.refusal).toMatchObject({ status: 409, code: 'no-verdict' });
    expect(said.drill.checks?.[0]?.state).not.toBe('PASSED');
  });

  test('takes one from people when a function leaves it to them', () => {
    const judge: CheckTerms = { name: 'judge', kind: 'LAMBDA', required: true, functionArn: arn, timeoutSeconds: 600 };
    const said = verdict(holdingWith([judge]), true, { check: 'judge' });
    expect(said.drill.checks?.[0]?.state).toBe('PASSED');
  });
});

describe('a required check without a result', () => {
  test('is TIMED_OUT when the hold ends, and fails the drill', () => {
    const ended = untilTheHoldEnds(holdingWith([APPROVED]));
    expect([statesOf(ended), ended.drill.outcome]).toEqual([['TIMED_OUT'], 'FAILED']);
  });

  test('is TIMED_OUT after its own time, while the hold goes on', () => {
    const story = holdingWith([{ ...APPROVED, timeoutSeconds: 600 }]);
    const before = wake(story, 10 * MINUTE - 1);
    expect(statesOf(before)).toEqual(['RUNNING']);
    const after = wake(story, 10 * MINUTE);
    expect([statesOf(after), after.drill.phase]).toEqual([['TIMED_OUT'], 'HOLDING']);
    expect(after.drill.why).toBe('Required check approved did not pass (TIMED_OUT): No verdict came within 600 s.');
  });

  test('begins after its pause, which does not count against its time', () => {
    const story = holdingWith([{ ...APPROVED, afterSeconds: 600, timeoutSeconds: 300 }]);
    expect(statesOf(story)).toEqual(['WAITING']);
    const begun = wake(story, 10 * MINUTE);
    expect([statesOf(begun), begun.facts[0]]).toEqual([['RUNNING'], expect.objectContaining({ type: 'CheckBegan' })]);
    expect(statesOf(wake(begun, 5 * MINUTE))).toEqual(['TIMED_OUT']);
  });

  test('is NOT_RUN when a person ends the hold before it began', () => {
    const ended = end(holdingWith([{ ...APPROVED, afterSeconds: 600 }]), true);
    expect(ended.drill.checks?.[0]).toMatchObject({ state: 'NOT_RUN', because: 'the hold ended before it began' });
  });

  test('is NOT_RUN when the drill is cancelled, and the outcome stays CANCELLED', () => {
    const story = holdingWith([APPROVED]);
    const cancelled = publish(story, { type: 'CancelRequested', at: story.now, by: 'Ada', reason: 'enough' });
    expect([statesOf(cancelled), cleaned(cancelled).drill.outcome]).toEqual([['NOT_RUN'], 'CANCELLED']);
  });

  test('is NOT_RUN when the hard stop ends the hold, which waits for no check', () => {
    const story = holdingWith([APPROVED]);
    const stopped = publish(story, { type: 'HardStopFired', at: story.now, n: story.drill.hardStop?.n ?? 0 });
    expect([statesOf(stopped), isOpen(stopped, 'Terminate')]).toEqual([['NOT_RUN'], true]);
    expect(cleaned(stopped).drill.outcome).toBe('FAILED');
  });

  test('fails a drill without a hold', () => {
    const skipped = holdingWith([APPROVED], { holdSeconds: 0 });
    expect(statesOf(skipped)).toEqual(['NOT_RUN']);
    const { outcome, why } = cleaned(skipped).drill;
    expect([outcome, why]).toEqual([
      'FAILED',
      'Required check approved did not pass (NOT_RUN): the drill had no hold.',
    ]);
  });
});

describe('a request to end the hold', () => {
  test('is refused while required checks run, which it names', () => {
    const { refusal } = end(holdingWith([APPROVED, SEEN]));
    expect(refusal).toMatchObject({ status: 409, code: 'checks-running' });
    expect(refusal?.message).toContain('A required check has no result yet: approved.');
  });

  test('by force ends it: the checks are NOT_RUN, and the drill FAILED', () => {
    const ended = end(holdingWith([APPROVED, SEEN]), true);
    expect([ended.drill.phase, statesOf(ended)]).toEqual(['TERMINATING', ['NOT_RUN', 'NOT_RUN']]);
    expect(ended.drill.why).toBe(
      'Required check approved did not pass (NOT_RUN): a person ended the hold before it had a result.',
    );
  });

  test('needs no force when only optional checks run', () => {
    expect(end(verdict(holdingWith([APPROVED, SEEN]))).drill.phase).toBe('TERMINATING');
  });
});

describe('a hold that ends WHEN_CHECKED', () => {
  const terms: Partial<Terms> = { endHold: 'WHEN_CHECKED' };

  test('ends with the last result of a required check, and the drill passes', () => {
    const story = holdingWith([APPROVED, { ...APPROVED, name: 'second' }, SEEN], terms);
    const first = verdict(story);
    expect(first.drill.phase).toBe('HOLDING');
    const second = verdict(first, true, { check: 'second' });
    expect([second.drill.phase, statesOf(second)]).toEqual(['TERMINATING', ['PASSED', 'PASSED', 'NOT_RUN']]);
    expect(cleaned(second).drill.outcome).toBe('PASSED');
  });

  test('waits for the required post-launch actions', () => {
    const looked = (id: string) => healthy(id, { launchActions: { required: 1, optional: 0 } });
    const begun = started(hardStopArmed(inspected(begin(requestedChecks([APPROVED], terms)), looked)));
    const waiting = verified(jobCompleted(begun, [server(1)]));
    const run = { runId: 'r', actionId: 'a', name: 'Agent', optional: false, failureReason: null };
    const acting = wake(waiting, 3 * MINUTE);
    expect(acting.drill.phase).toBe('HOLDING');
    const checked = verdict(acting);
    expect([checked.drill.phase, statesOf(checked)]).toEqual(['HOLDING', ['PASSED']]);
    const seen = answer(checked, 'LookAtActions', () => ({
      type: 'ActionsSeen',
      servers: [
        { sourceServerId: server(1), reported: { agentSeenAt: checked.now, runs: [{ ...run, status: 'SUCCEEDED' }] } },
      ],
    }));
    expect(seen.drill.phase).toBe('TERMINATING');
  });

  test('ends when the last one fails, too', () => {
    const failed = verdict(holdingWith([APPROVED], terms), false);
    expect([failed.drill.phase, failed.drill.outcome]).toEqual(['TERMINATING', 'FAILED']);
  });

  test('ends at its end without a result', () => {
    expect(statesOf(untilTheHoldEnds(holdingWith([APPROVED], terms)))).toEqual(['TIMED_OUT']);
  });
});

test('no check lengthens the hold', () => {
  const story = holdingWith([{ ...APPROVED, timeoutSeconds: 90_000 }]);
  expect(untilTheHoldEnds(story).drill.phase).toBe('TERMINATING');
});

test('an instance that is lost under its checks fails the drill before they do', () => {
  const story = holdingWith([APPROVED]);
  const down = publish(story, {
    type: 'InstanceReportedDown',
    at: story.now,
    sourceServerId: Object.keys(story.drill.servers)[0] ?? '',
    instanceId: Object.values(story.drill.servers)[0]?.instanceId ?? '',
    state: 'stopped',
  });
  const lost = answer(down, 'LookAtInstances', ({ servers }: { servers: { sourceServerId: string }[] }) => ({
    type: 'InstancesSeen',
    wave: 0,
    instances: servers.map(({ sourceServerId }) => ({
      sourceServerId,
      instanceId: null,
      state: 'stopped',
      statusChecks: null,
      pointInTimeAt: null,
      volumeIds: [],
    })),
  }));
  expect(lost.drill.why).toContain('was lost before its hold ended');
});

describe('a verdict that comes too late, though nothing has woken the drill yet', () => {
  const late = (story: Story, at: number) =>
    publish(story, { type: 'VerdictGiven', at, by: 'Ada', check: 'approved', message: 'works', passed: true }).refusal;

  test('is refused after the end of the hold', () => {
    const story = holdingWith([APPROVED]);
    expect(late(story, story.drill.holdUntil ?? 0)).toMatchObject({ status: 409, code: 'not-holding' });
  });

  test('is refused after the time of its check', () => {
    const story = holdingWith([{ ...APPROVED, timeoutSeconds: 60 }]);
    expect(late(story, story.now + 60 * SECOND)).toMatchObject({
      code: 'check-decided',
      message: expect.stringContaining('had 60 s'),
    });
  });
});
