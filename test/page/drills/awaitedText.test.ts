import { expect, test } from 'vitest';
import { awaitedText } from '../../../src/page/drills/awaitedText.ts';
import { checkWith, drillWith } from '../drill/handMade.ts';

const NOW_MS = Date.parse('2026-12-01T03:00:00Z');

test('the list says of a drill in its hold whose verdict it waits for', () => {
  const drill = drillWith({ checks: [checkWith()] });
  expect(awaitedText(drill, NOW_MS)).toBe('Waits for your verdict on orders-work, until 03:10:00 UTC.');
});

test('once the time of the hold is over, the list says that a verdict may come too late', () => {
  const said = awaitedText(drillWith({ checks: [checkWith()] }), Date.parse('2026-12-01T03:10:01Z'));
  expect(said).toContain('may come too late');
});

test('a verdict that is given, optional or not due yet calls nobody', () => {
  expect(awaitedText(drillWith({ checks: [checkWith({ state: 'PASSED' })] }), NOW_MS)).toBeNull();
  expect(awaitedText(drillWith({ checks: [checkWith({ required: false })] }), NOW_MS)).toBeNull();
  expect(awaitedText(drillWith({ checks: [checkWith()], phase: 'LAUNCHING' }), NOW_MS)).toBeNull();
  expect(awaitedText(drillWith({ checks: [checkWith({ kind: 'TCP' })] }), NOW_MS)).toBeNull();
});
