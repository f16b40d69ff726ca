import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../../src/drill/checks/check.ts';
import type { CheckTerms } from '../../../src/drill/checks/checkTerms.ts';
import type { Effect } from '../../../src/drill/effects.ts';
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
  instance,
  isOpen,
  lastRequested,
  MINUTE,
  publish,
  requestedWaves,
  SECOND,
  type Story,
  server,
  wake,
} from '../given.ts';

const A = server(1);
const PORT: CheckTerms = { name: 'port', kind: 'TCP', required: true, port: 443, timeoutSeconds: 300 };
const SCRIPT: CheckTerms = { name: 'script', kind: 'SSM', required: true, document: 'Smoke', timeoutSeconds: 300 };
const SECOND_JOB = 'drsjob-00000000000000002';
const COMMAND = '11111111-2222-4333-8444-555555555555';

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** The probe, or a look at a command, has answered. */
function checked(story: Story, state: CheckResult, kind: 'RunCheck' | 'LookAtCommand' = 'RunCheck'): Story {
  return answer(story, kind, ({ check, servers }: Of<'RunCheck' | 'LookAtCommand'>) => ({
    type: 'ServersChecked',
    check,
    servers: servers.map(({ sourceServerId }) => ({ sourceServerId, state, because: 'as the probe said' })),
  }));
}

function commandSent(story: Story): Story {
  return answer(story, 'SendCommand', ({ check, servers }: Of<'SendCommand'>) => ({
    type: 'CommandSent',
    check,
    commandId: COMMAND,
    sourceServerIds: servers.map(({ sourceServerId }) => sourceServerId),
    notSent: [],
  }));
}

function failed(story: Story, kind: Effect['kind'], failure: 'UNAVAILABLE' | 'DENIED' | 'UNKNOWN_RESULT'): Story {
  return answer(story, kind, () => ({ type: 'EffectFailed', kind: failure, message: 'no answer' }));
}

function untilTheHoldEnds(story: Story): Story {
  return wake(story, (story.drill.holdUntil ?? 0) - story.now);
}

const checkOf = ({ drill }: Story) => drill.checks?.[0];

describe('a check of each server', () => {
  test('asks about the instances of its servers at once, and passes when all of them pass', () => {
    const story = holdingWith([PORT]);
    expect(lastRequested(story, 'RunCheck').servers).toEqual([{ sourceServerId: A, instanceId: instance(1) }]);
    const passed = checked(story, 'PASSED');
    expect(checkOf(passed)).toMatchObject({ state: 'PASSED', because: 'passed on 1 of 1 server' });
    expect(goneFound(terminated(untilTheHoldEnds(passed))).drill.outcome).toBe('PASSED');
  });

  test('that fails on one server fails the drill, and names the server and what was seen', () => {
    const story = checked(holdingWith([PORT]), 'FAILED');
    expect(story.drill).toMatchObject({
      outcome: 'FAILED',
      why: `Required check port did not pass (FAILED): 1 of 1 server; ${A}: as the probe said.`,
    });
  });

  test('is tried again after a pause as often as requested, and the last attempt counts', () => {
    let story = holdingWith([{ ...PORT, attempts: 3 }]);
    for (const attempt of [1, 2]) {
      story = checked(story, 'FAILED');
      expect(checkOf(story)).toMatchObject({
        state: 'RUNNING',
        because: `attempt ${attempt} of 3: FAILED on ${A}: as the probe said`,
      });
      expect(story.effects.at(-1)).toMatchObject({ delaySeconds: 15, effect: { kind: 'RunCheck' } });
    }
    expect(checkOf(checked(story, 'PASSED'))).toMatchObject({ state: 'PASSED', because: 'passed on 1 of 1 server' });
    expect(checkOf(checked(story, 'FAILED'))?.state).toBe('FAILED');
  });

  test('says while it runs how many servers did not pass the last attempt, in one line', () => {
    const ids = [A, server(2), server(3)];
    const input = requestedWaves([{ ids }]);
    if (input.type !== 'Requested') throw new Error('no request');
    const begun = begin({ ...input, request: { ...input.request, checks: [{ ...PORT, attempts: 3 }] } });
    const story = checked(verified(jobCompleted(started(hardStopArmed(inspected(begun))), ids)), 'TIMED_OUT');
    expect(checkOf(story)?.because).toBe(`attempt 1 of 3: TIMED_OUT on ${A} and 2 more: as the probe said`);
  });

  test('is TIMED_OUT when nobody answers in its time, however often it was asked', () => {
    const unanswered = failed(holdingWith([PORT]), 'RunCheck', 'UNAVAILABLE');
    expect(checkOf(unanswered)?.state).toBe('RUNNING');
    expect(isOpen(wake(unanswered, MINUTE), 'RunCheck')).toBe(true);
    expect(checkOf(wake(unanswered, 5 * MINUTE))).toMatchObject({ state: 'TIMED_OUT' });
  });

  test('is NOT_RUN when the deployment may not ask, and the drill fails, because nothing was shown', () => {
    const story = failed(holdingWith([PORT]), 'RunCheck', 'DENIED');
    expect(checkOf(story)).toMatchObject({ state: 'NOT_RUN', because: `1 of 1 server; ${A}: no answer` });
    expect(story.drill.outcome).toBe('FAILED');
  });

  test('ends with the hold, which it does not lengthen, and an answer after that changes nothing', () => {
    const story = untilTheHoldEnds(holdingWith([{ ...PORT, timeoutSeconds: 7200 }], { holdSeconds: 1800 }));
    expect([story.drill.phase, checkOf(story)?.state]).toEqual(['TERMINATING', 'TIMED_OUT']);
    expect(isOpen(story, 'RunCheck')).toBe(false);
  });

  test('has no servers when none was launched, and does not run', () => {
    const elsewhere: CheckTerms = { ...PORT, of: { sourceServerIds: [server(9)] } };
    expect(checkOf(holdingWith([elsewhere]))).toMatchObject({
      state: 'NOT_RUN',
      because: 'none of its servers has an instance',
    });
  });

  test('by tags is about the servers that had them at the inspection', () => {
    const tagged: CheckTerms = { ...PORT, of: { tags: { Tier: ['web'] } } };
    const tagsOf = (id: string) => healthy(id, { tags: { Tier: id === A ? 'web' : 'data' } });
    const input = requestedWaves([{ ids: [A, server(2)] }]);
    if (input.type !== 'Requested') throw new Error('no request');
    const story = begin({ ...input, request: { ...input.request, checks: [tagged] } });
    const holding = verified(jobCompleted(started(hardStopArmed(inspected(story, tagsOf))), [A, server(2)]));
    expect(lastRequested(holding, 'RunCheck').servers.map(({ sourceServerId }) => sourceServerId)).toEqual([A]);
  });

  test('does not count the servers of an optional wave, unless it is not required itself', () => {
    const input = requestedWaves([{ ids: [A] }, { ids: [server(2)], optional: true }]);
    if (input.type !== 'Requested') throw new Error('no request');
    const required = (is: boolean) =>
      begin({ ...input, request: { ...input.request, checks: [{ ...PORT, required: is }] } });
    const twoWaves = (story: Story) => {
      const first = jobCompleted(started(hardStopArmed(inspected(story))), [A]);
      const seen = answer(hardStopArmed(first), 'Inspect', () => ({
        type: 'Inspected',
        servers: [healthy(server(2))],
      }));
      return verified(verified(jobCompleted(started(seen, SECOND_JOB), [server(2)], [], SECOND_JOB)));
    };
    const result = (story: Story) =>
      answer(twoWaves(story), 'RunCheck', ({ check }: Of<'RunCheck'>) => ({
        type: 'ServersChecked',
        check,
        servers: [
          { sourceServerId: A, state: 'PASSED', because: 'connected' },
          { sourceServerId: server(2), state: 'FAILED', because: 'refused' },
        ],
      }));
    expect(checkOf(result(required(true)))).toMatchObject({ state: 'PASSED', counts: { PASSED: 1 } });
    expect(checkOf(result(required(false)))).toMatchObject({ state: 'FAILED', counts: { PASSED: 1, FAILED: 1 } });
  });
});

describe('a command', () => {
  test('is sent once, with what proves the instances, and is looked at until it has ended', () => {
    const story = holdingWith([SCRIPT]);
    expect(lastRequested(story, 'SendCommand').servers).toEqual([
      { sourceServerId: A, instanceId: instance(1), jobId: 'drsjob-00000000000000001' },
    ]);
    const sent = commandSent(story);
    expect(isOpen(sent, 'SendCommand')).toBe(false);
    expect(sent.effects.at(-1)).toMatchObject({
      delaySeconds: 30,
      effect: { kind: 'LookAtCommand', commandId: COMMAND },
    });
    expect(checkOf(checked(sent, 'PASSED', 'LookAtCommand'))?.state).toBe('PASSED');
  });

  test('is looked at soon after Systems Manager says that it has ended, once for several events', () => {
    const sent = commandSent(holdingWith([SCRIPT]));
    const event = { type: 'CommandReported', instanceId: instance(1), sourceServerId: A, commandId: COMMAND } as const;
    const reported = publish(sent, { ...event, at: sent.now + SECOND });
    expect(reported.effects.at(-1)).toMatchObject({ delaySeconds: 2, effect: { kind: 'LookAtCommand' } });
    const again = publish(reported, { ...event, at: reported.now });
    expect(again.effects.length).toBe(reported.effects.length);
  });

  test('with a lost answer is not sent again: it may have run', () => {
    const story = failed(holdingWith([SCRIPT]), 'SendCommand', 'UNKNOWN_RESULT');
    expect(checkOf(story)).toMatchObject({ state: 'NOT_RUN' });
    expect(isOpen(wake(story, 2 * MINUTE), 'SendCommand')).toBe(false);
  });

  test('that a performer took and never answered is not sent again either', () => {
    const story = holdingWith([SCRIPT]);
    const [effectId = ''] = Object.entries(story.drill.open).find(([, { kind }]) => kind === 'SendCommand') ?? [];
    const taken = publish(story, { type: 'EffectFoundTaken', at: story.now, effectId, takenAt: story.now });
    const late = wake(taken, 4 * MINUTE);
    expect([checkOf(late)?.state, isOpen(late, 'SendCommand')]).toEqual(['NOT_RUN', false]);
  });

  test('waits for an agent of Systems Manager for two minutes', () => {
    const story = holdingWith([SCRIPT]);
    expect(lastRequested(story, 'SendCommand').waitsForAgents).toBe(true);
    const later = wake(
      failed(wake(failed(story, 'SendCommand', 'UNAVAILABLE'), 6 * SECOND), 'SendCommand', 'UNAVAILABLE'),
      2 * MINUTE,
    );
    expect(lastRequested(later, 'SendCommand').waitsForAgents).toBe(false);
  });
});

describe('a function', () => {
  const JUDGE: CheckTerms = { name: 'judge', kind: 'LAMBDA', required: true, functionArn: 'arn', timeoutSeconds: 300 };
  const judged = (story: Story, verdict: { passed: boolean; message: string } | null) =>
    answer(story, 'CallFunction', ({ check }: Of<'CallFunction'>) => ({ type: 'FunctionAnswered', check, verdict }));
  const said = (story: Story) =>
    publish(story, { type: 'VerdictGiven', at: story.now, by: 'Ada', check: 'judge', passed: true, message: 'well' });

  test('decides with its answer', () => {
    const story = judged(holdingWith([JUDGE]), { passed: false, message: 'orders are missing' });
    expect(checkOf(story)).toMatchObject({ state: 'FAILED', because: 'orders are missing' });
  });

  test('may leave the verdict to somebody, and is not called again', () => {
    const story = judged(holdingWith([JUDGE]), null);
    expect([checkOf(story)?.state, isOpen(wake(story, MINUTE), 'CallFunction')]).toEqual(['RUNNING', false]);
    expect(checkOf(said(story))).toMatchObject({ state: 'PASSED', by: 'Ada' });
    expect(checkOf(wake(story, 5 * MINUTE))?.state).toBe('TIMED_OUT');
  });

  test('with a lost answer is not called again, and somebody may still give its verdict', () => {
    const story = failed(holdingWith([JUDGE]), 'CallFunction', 'UNKNOWN_RESULT');
    expect([checkOf(story)?.state, isOpen(wake(story, MINUTE), 'CallFunction')]).toEqual(['RUNNING', false]);
    expect(checkOf(said(story))?.state).toBe('PASSED');
  });

  describe('after the cleanup', () => {
    const AFTER: CheckTerms = { ...JUDGE, required: false, when: 'AFTER_CLEANUP' };
    const proved = (checks: CheckTerms[] = [AFTER]) => goneFound(terminated(untilTheHoldEnds(holdingWith(checks))));

    test('is called once everything is proved gone, and the drill ends with its verdict', () => {
      const story = proved();
      expect([story.drill.phase, isOpen(story, 'CallFunction')]).toEqual(['TERMINATING', true]);
      expect(lastRequested(story, 'CallFunction').servers).toEqual([{ sourceServerId: A, instanceId: instance(1) }]);
      const ended = judged(story, { passed: true, message: 'DNS is back' });
      expect([ended.drill.phase, ended.drill.outcome, ended.drill.cleanup]).toEqual(['ENDED', 'PASSED', 'CLEAN']);
      expect(checkOf(ended)).toMatchObject({ state: 'PASSED', because: 'DNS is back' });
    });

    test('that fails is a warning: neither a leak nor a failed drill', () => {
      const ended = judged(proved(), { passed: false, message: 'DNS still points there' });
      expect([ended.drill.outcome, ended.drill.cleanup]).toEqual(['PASSED', 'CLEAN']);
      expect(ended.drill.warnings).toContainEqual({ check: 'after-cleanup' });
    });

    test('that does not answer does not keep the drill open for longer than its time', () => {
      const unanswered = failed(proved(), 'CallFunction', 'UNAVAILABLE');
      const ended = wake(unanswered, 5 * MINUTE);
      expect([ended.drill.phase, checkOf(ended)?.state]).toEqual(['ENDED', 'TIMED_OUT']);
    });

    test('that leaves the verdict to somebody does not keep the drill open: nobody is asked any more', () => {
      const ended = judged(proved(), null);
      expect([ended.drill.phase, checkOf(ended)?.state]).toEqual(['ENDED', 'NOT_RUN']);
    });

    test('does not run when nothing was launched', () => {
      const input = { ...AFTER };
      const story = begin({ ...requestedWithChecks([input]) });
      const rejected = inspected(story, (id) => healthy(id, { replicationState: 'STALLED' }));
      expect([rejected.drill.outcome, checkOf(rejected)?.state]).toEqual(['REJECTED', 'NOT_RUN']);
    });
  });
});

function requestedWithChecks(checks: CheckTerms[]) {
  const input = requestedWaves([{ ids: [A] }]);
  if (input.type !== 'Requested') throw new Error('no request');
  return { ...input, request: { ...input.request, checks } };
}

describe('a command whose event got lost', () => {
  const SHORT = { ...SCRIPT, timeoutSeconds: 25 };

  test('is looked at before its time is over, however short that is', () => {
    const waiting = commandSent(holdingWith([SHORT]));
    const passed = checked(wake(waiting, 20 * SECOND), 'PASSED', 'LookAtCommand');
    expect(lastRequested(waiting, 'LookAtCommand')).toMatchObject({ commandId: COMMAND });
    expect(openUntil(waiting)).toBeLessThan(waiting.now + 20 * SECOND);
    expect(checkOf(passed)?.state).toBe('PASSED');
  });

  test('and before the hold ends', () => {
    const story = commandSent(wake(holdingWith([{ ...SCRIPT, afterSeconds: 1780 }]), 1780 * SECOND));
    expect(openUntil(story)).toBeLessThan(story.drill.holdUntil ?? 0);
  });

  function openUntil({ drill }: Story): number | undefined {
    return Object.values(drill.open).find(({ kind }) => kind === 'LookAtCommand')?.dueAt;
  }
});
