import { expect, test } from 'vitest';
import {
  acknowledgeAvailability,
  cancelAvailability,
  endAvailability,
  extendAvailability,
  verdictAvailability,
} from '../../../src/page/actions/availability.ts';
import { checkWith, drillWith } from '../drill/handMade.ts';

const READY = { kind: 'READY' };
const ABSENT = { kind: 'ABSENT' };
const disabled = (because: RegExp) => ({ kind: 'DISABLED', because: expect.stringMatching(because) });

test('a drill can be cancelled until it cleans up, and then says why not', () => {
  expect(cancelAvailability(drillWith({ phase: 'REQUESTED' }))).toEqual(READY);
  expect(cancelAvailability(drillWith({ phase: 'HOLDING' }))).toEqual(READY);
  expect(cancelAvailability(drillWith({ phase: 'TERMINATING', why: 'Cancelled by ann' }))).toEqual(
    disabled(/already cleaning up: Cancelled by ann/),
  );
  expect(cancelAvailability(drillWith({ phase: 'ENDED' }))).toEqual(ABSENT);
});

test('a hold can be extended and ended only while it runs', () => {
  for (const availability of [extendAvailability, endAvailability]) {
    expect(availability(drillWith({ phase: 'LAUNCHING' }))).toEqual(disabled(/LAUNCHING, so it has no hold/));
    expect(availability(drillWith({ phase: 'HOLDING' }))).toEqual(READY);
    expect(availability(drillWith({ phase: 'TERMINATING' }))).toEqual(ABSENT);
  }
});

test('a drill without a hold offers nothing about a hold', () => {
  const { hold, terms } = drillWith();
  expect(extendAvailability(drillWith({ phase: 'LAUNCHING', hold: { ...hold, seconds: 0 } }))).toEqual(ABSENT);
  expect(endAvailability(drillWith({ phase: 'VALIDATING', terms: { ...terms, dryRun: true } }))).toEqual(ABSENT);
});

test('a quarantined drill takes no orders, and says so', () => {
  const quarantined = drillWith({ quarantined: 'launch-known', checks: [checkWith()] });
  expect(cancelAvailability(quarantined)).toEqual(disabled(/quarantined/));
  expect(extendAvailability(quarantined)).toEqual(disabled(/quarantined/));
  expect(verdictAvailability(quarantined, 'orders-work')).toEqual(disabled(/quarantined/));
});

test('only a leak that is not acknowledged can be acknowledged', () => {
  expect(acknowledgeAvailability(drillWith({ phase: 'TERMINATING', cleanup: 'RUNNING' }))).toEqual(ABSENT);
  expect(acknowledgeAvailability(drillWith({ phase: 'TERMINATING', cleanup: 'LEAKED' }))).toEqual(READY);
  expect(acknowledgeAvailability(drillWith({ phase: 'ENDED', cleanup: 'LEAKED' }))).toEqual(ABSENT);
});

test('a verdict is offered where one is awaited, during the hold', () => {
  const checks = [checkWith(), checkWith({ name: 'port-open', kind: 'TCP', links: { verdict: null } })];
  expect(verdictAvailability(drillWith({ checks }), 'orders-work')).toEqual(READY);
  expect(verdictAvailability(drillWith({ checks }), 'port-open')).toEqual(ABSENT);
  expect(verdictAvailability(drillWith({ checks, phase: 'VERIFYING' }), 'orders-work')).toEqual(
    disabled(/once the hold has begun/),
  );
});

test('a decided check takes no other verdict', () => {
  const checks = [checkWith({ state: 'PASSED' })];
  expect(verdictAvailability(drillWith({ checks }), 'orders-work')).toEqual(ABSENT);
});
