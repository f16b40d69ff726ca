import { expect, test } from 'vitest';
import { awaitedText } from '../../../src/page/drills/awaitedText.ts';
import { checkWith, drillWith } from '../drill/handMade.ts';

test('the list says of a drill in its hold whose verdict it waits for', () => {
  const drill = drillWith({ checks: [checkWith()] });
  expect(awaitedText(drill)).toBe('Waits for your verdict on orders-work, until 03:10:00 UTC.');
});

test('a verdict that is given, optional or not due yet calls nobody', () => {
  expect(awaitedText(drillWith({ checks: [checkWith({ state: 'PASSED' })] }))).toBeNull();
  expect(awaitedText(drillWith({ checks: [checkWith({ required: false })] }))).toBeNull();
  expect(awaitedText(drillWith({ checks: [checkWith()], phase: 'LAUNCHING' }))).toBeNull();
  expect(awaitedText(drillWith({ checks: [checkWith({ kind: 'TCP' })] }))).toBeNull();
});
