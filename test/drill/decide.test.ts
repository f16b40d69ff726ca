import { expect, test } from 'vitest';
import { decide } from '../../src/drill/decide.ts';
import { dueAt } from '../../src/drill/waiting.ts';
import {
  ended,
  goneFound,
  holding,
  jobCompleted,
  launching,
  starting,
  terminated,
  terminating,
  validating,
} from './chapters.ts';
import { answer, MINUTE, publish, SECOND, server, T, wake } from './given.ts';

const A = server(1);

test('a drill passes only when both the test and the cleanup succeed', () => {
  const { drill } = ended();
  expect([drill.phase, drill.outcome, drill.cleanup]).toEqual(['ENDED', 'PASSED', 'CLEAN']);
});

test('a drill that goes well goes through the phases of the procedure in order', () => {
  const phases = [validating(), starting(), jobCompleted(launching(), [A]), holding(), terminating(), ended()].map(
    (story) => story.drill.phase,
  );
  expect(phases).toEqual(['VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING', 'ENDED']);
});

test('a drill that has ended has no open effect and no timer', () => {
  const { drill } = ended();
  expect([drill.open, drill.timers, dueAt(drill), drill.claimed, drill.reserved]).toEqual([
    {},
    {},
    undefined,
    false,
    false,
  ]);
});

test('a drill that was never requested is not found', () => {
  expect(decide(undefined, { type: 'Woken', at: T })).toMatchObject({ refused: { status: 404 } });
});

test('an answer to an effect that is not open changes nothing', () => {
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

test('a question whose answer does not arrive is asked again', () => {
  const story = wake(validating(), 181 * SECOND);
  expect(story.withdrawn.length).toBe(2);
  expect(story.requested.filter((one) => one.effect.kind === 'Inspect').length).toBe(1);
});

test.each([
  ['VALIDATING', validating, 'ENDED', 'NOT_NEEDED'],
  ['LAUNCHING with an open job', launching, 'TERMINATING', 'RUNNING'],
  ['VERIFYING', () => jobCompleted(launching(), [A]), 'TERMINATING', 'RUNNING'],
  ['HOLDING', holding, 'TERMINATING', 'RUNNING'],
] as const)('cancelling in %s cleans up what was launched', (_phase, story, phase, cleanup) => {
  const before = story();
  const { drill } = publish(before, {
    type: 'CancelRequested',
    at: before.now,
    by: 'operator',
    reason: 'wrong servers',
  });
  expect([drill.phase, drill.outcome, drill.cleanup]).toEqual([phase, 'CANCELLED', cleanup]);
});

test('a cancel withdraws a launch that no performer has taken', () => {
  const before = starting();
  const story = publish(before, { type: 'CancelRequested', at: before.now, by: 'operator', reason: 'wrong' });
  expect(story.withdrawn).toContain(before.requested.find((one) => one.effect.kind === 'StartRecovery')?.effectId);
  expect([story.drill.phase, story.drill.cleanup]).toEqual(['ENDED', 'NOT_NEEDED']);
});

test('after a cancel, a launch that was taken but not answered counts as launched until a late look finds no job', () => {
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

test('after a cancel, a launch that is found late is followed and cleaned up', () => {
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
  const gone = goneFound(terminated(jobCompleted(found, [A])));
  expect([gone.drill.phase, gone.drill.outcome, gone.drill.cleanup]).toEqual(['ENDED', 'CANCELLED', 'CLEAN']);
});

test('a drill that has ended cannot be cancelled', () => {
  const story = ended();
  expect(publish(story, { type: 'CancelRequested', at: story.now, by: 'operator', reason: 'late' }).refusal?.code).toBe(
    'drill-ended',
  );
});

test('a drill that is cleaning up has nothing to cancel, and says why it cleans up', () => {
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
