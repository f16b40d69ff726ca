import { expect, test } from 'vitest';
import { starting } from '../chapters.ts';
import { answer, isOpen, lastRequested, SECOND, server, wake } from '../given.ts';

const A = server(1);
const B = server(2);

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
    /^DRS refused the tags of this drill; request it again without tags and recoveryPlan\. DRS said: /,
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
