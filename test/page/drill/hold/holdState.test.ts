import { expect, test } from 'vitest';
import type { Drill } from '../../../../src/page/api/client.ts';
import { holdState } from '../../../../src/page/drill/hold/holdState.ts';
import { drillWith } from '../handMade.ts';

const { hold, terms } = drillWith();
const AT_MS = Date.parse('2026-12-01T02:40:00.000Z');

test('a hold counts down on the clock of the API', () => {
  expect(holdState(drillWith(), AT_MS)).toMatchObject({ kind: 'RUNNING', leftSeconds: 1800, share: 0.5 });
});

test('a hold whose time is over counts no further than zero', () => {
  const state = holdState(drillWith(), AT_MS + 3_600_000);
  expect(state).toMatchObject({ kind: 'RUNNING', leftSeconds: 0, share: 1 });
});

test('a hold that begins after the time of this machine is not over by less than nothing', () => {
  expect(holdState(drillWith(), AT_MS - 7_200_000)).toMatchObject({ kind: 'RUNNING', share: 0 });
});

test('a hold that has ended says how long it was', () => {
  const over = { ...hold, endedAt: '2026-12-01T02:30:00.000Z', heldSeconds: 1200 };
  expect(holdState(drillWith({ phase: 'TERMINATING', hold: over }), AT_MS)).toMatchObject({
    ...{ kind: 'OVER', heldSeconds: 1200 },
  });
});

test('without a hold, the reason is said', () => {
  const before = { ...hold, beganAt: null, until: null };
  expect(holdState(drillWith({ phase: 'LAUNCHING', hold: before }), AT_MS)).toEqual({ kind: 'COMING' });
  const because = (drill: Drill) => (({ because: text = '' }) => text)(holdState(drill, AT_MS) as { because?: string });
  expect(because(drillWith({ phase: 'LAUNCHING', hold: { ...before, seconds: 0 } }))).toBe('No hold was requested.');
  expect(because(drillWith({ phase: 'ENDED', hold: before }))).toBe('The drill ended without a hold.');
  const terminating = { phase: 'TERMINATING' as const, hold: before };
  expect(because(drillWith(terminating))).toBe('It is cleaned up without a hold.');
  expect(because(drillWith({ ...terminating, cancelledBy: 'ann' }))).toBe('It was cancelled before its hold.');
  const dryRun = { ...terms, dryRun: true as const };
  expect(because(drillWith({ phase: 'VALIDATING', hold: before, terms: dryRun }))).toBe('A dry run holds nothing.');
});
