import { expect, test } from 'vitest';
import { ended, hardStopArmed, holding, launching, terminating, validating } from '../chapters.ts';
import { answer, isOpen, MINUTE, publish, type Story, T, wake } from '../given.ts';

const held = ({ drill }: Story) =>
  [drill.holdEndedAt, drill.holdEndedBy].map((one, n) => (n === 0 ? Number(one) - Number(drill.holdBeganAt) : one));

test('a hold ends by itself on time', () => {
  const story = holding();
  const until = story.drill.holdUntil ?? 0;
  expect(wake(story, until - story.now - 1).drill.phase).toBe('HOLDING');
  expect(wake(story, until - story.now).drill.phase).toBe('TERMINATING');
});

test('a hold of zero seconds is skipped', () => {
  expect(holding({ holdSeconds: 0 }).drill.phase).toBe('TERMINATING');
});

test('a hold is extended only when a hard stop after the new end exists', () => {
  const story = holding();
  const holdUntil = (story.drill.holdUntil ?? 0) + 60 * MINUTE * 3;
  const wanted = publish(story, { type: 'HoldUntilRequested', at: story.now, by: 'operator', holdUntil });
  expect(wanted.drill.holdUntil).toBe(story.drill.holdUntil);
  expect(hardStopArmed(wanted).drill.holdUntil).toBe(holdUntil);
});

test('a hold ends as before when the hard stop of an extension cannot be armed', () => {
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

test('a hold cannot be made shorter, nor longer than the deployment allows', () => {
  const story = holding();
  const ask = (holdUntil: number) =>
    publish(story, { type: 'HoldUntilRequested', at: story.now, by: 'operator', holdUntil }).refusal?.code;
  expect(ask((story.drill.holdUntil ?? 0) - MINUTE)).toBe('hold-not-longer');
  expect(ask(story.now + 25 * 60 * MINUTE)).toBe('hold-too-long');
});

test('a hold is extended by at least a minute, so that no one can create thousands of hard stops', () => {
  const story = holding();
  const end = story.drill.holdUntil ?? 0;
  const ask = (holdUntil: number) =>
    publish(story, { type: 'HoldUntilRequested', at: story.now, by: 'operator', holdUntil });
  expect([1, 59_999].map((more) => ask(end + more).refusal?.code)).toEqual(['hold-not-longer', 'hold-not-longer']);
  const { refusal, drill } = ask(end + MINUTE);
  expect([refusal, drill.holdWanted ?? drill.holdUntil]).toEqual([undefined, end + MINUTE]);
});

test('a hold is ended early by request', () => {
  const story = publish(holding(), { type: 'HoldEndRequested', at: T + 60 * MINUTE, by: 'operator' });
  expect([story.drill.phase, isOpen(story, 'Terminate')]).toEqual(['TERMINATING', true]);
});

test('a hold can be steered only while it lasts', () => {
  const codes = [validating(), launching(), terminating(), ended()].map(
    (story) => publish(story, { type: 'HoldEndRequested', at: story.now, by: 'operator' }).refusal?.code,
  );
  expect(codes).toEqual(['not-holding', 'not-holding', 'not-holding', 'not-holding']);
});

test('a hold that ended on time is recorded with its length, and without a name', () => {
  expect(held(terminating())).toEqual([30 * MINUTE, undefined]);
});

test('a hold that ended early is recorded with the operator who ended it, by whatever means', () => {
  const before = holding();
  const at = before.now + 10 * MINUTE;
  const end = publish(before, { type: 'HoldEndRequested', at, by: 'ann' });
  const cancel = publish(before, { type: 'CancelRequested', at, by: 'bob', reason: 'seen enough' });
  expect([held(end), held(cancel)]).toEqual([
    [10 * MINUTE, 'ann'],
    [10 * MINUTE, 'bob'],
  ]);
});
