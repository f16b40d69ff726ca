import { expect, test } from 'vitest';
import { waitText } from '../../../../src/page/drill/hold/waitText.ts';
import { checkWith, drillWith } from '../handMade.ts';

test('what the API says comes first', () => {
  expect(waitText(drillWith({ waitsFor: 'The lever is FROZEN.' }))).toBe('The lever is FROZEN.');
});

test('a hold waits for its end, or for the checks that end it', () => {
  const terms = { ...drillWith().terms, endHold: 'WHEN_CHECKED' as const };
  expect(waitText(drillWith())).toBe('The end of the hold.');
  const checks = [checkWith({ kind: 'TCP' }), checkWith({ name: 'done', state: 'PASSED' })];
  expect(waitText(drillWith({ terms, checks }))).toBe('The result of orders-work, or the end of the hold.');
  expect(waitText(drillWith({ phase: 'LAUNCHING' }))).toBe('Nothing and nobody: it proceeds by itself.');
});

test('a cleanup without a reason to wait looks for the proof that nothing is left', () => {
  expect(waitText(drillWith({ phase: 'TERMINATING' }))).toBe(
    'The proof that nothing is left. It looks again by itself.',
  );
});

test('under a closed lever nothing is said to proceed by itself', () => {
  const frozen = { state: 'FROZEN' as const };
  expect(waitText(drillWith(), frozen)).toBe(
    'The end of the hold. Then the lever: it is FROZEN, and nothing is terminated until a person opens it.',
  );
  expect(waitText(drillWith({ phase: 'VERIFYING' }), frozen)).not.toContain('proceeds by itself');
  expect(waitText(drillWith({ phase: 'TERMINATING' }), frozen)).toBe(
    'The lever: it is FROZEN, and nothing is terminated until a person opens it.',
  );
  const launching = drillWith({ phase: 'LAUNCHING' });
  expect(waitText(launching, { state: 'NO_LAUNCHES' })).toBe(
    'Whatever DRS has begun. Then the lever stops it: it is NO_LAUNCHES.',
  );
  expect(waitText(drillWith({ phase: 'VERIFYING' }), { state: 'NO_LAUNCHES' })).toContain('proceeds by itself');
});

test('a verdict that is awaited from the reader is named, with its end', () => {
  expect(waitText(drillWith({ checks: [checkWith()] }))).toBe('Your verdict on orders-work, until 03:10:00 UTC.');
  const sooner = checkWith({ beganAt: '2026-12-01T02:10:00.000Z', timeoutSeconds: 600 });
  expect(waitText(drillWith({ checks: [sooner] }))).toBe('Your verdict on orders-work, until 02:20:00 UTC.');
  expect(waitText(drillWith({ checks: [checkWith({ required: false })] }))).toBe('The end of the hold.');
});

test('once the time of the hold is over, a verdict is said to be late, and the hold to be about to end', () => {
  const overMs = Date.parse('2026-12-01T03:10:30.000Z');
  expect(waitText(drillWith({ checks: [checkWith()] }), undefined, overMs)).toBe(
    'Your verdict on orders-work, due by 03:10:00 UTC. That time is over: a verdict given now may come too late.',
  );
  const next = 'The next step of the drill, which ends the hold: its time is over.';
  expect(waitText(drillWith(), undefined, overMs)).toBe(next);
  expect(waitText(drillWith(), undefined, overMs - 60_000)).toBe('The end of the hold.');
  const hold = { ...drillWith().hold, extensionRequestedUntil: '2026-12-01T04:10:00.000Z' };
  expect(waitText(drillWith({ hold }), undefined, overMs)).toBe('The end of the hold.');
});
