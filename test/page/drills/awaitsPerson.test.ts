import { expect, test } from 'vitest';
import { waitText } from '../../../src/page/drill/hold/waitText.ts';
import { awaitsPerson } from '../../../src/page/drills/awaitsPerson.ts';
import { checkWith, drillWith } from '../drill/handMade.ts';

test('the list says of a drill in its hold whose verdict it awaits', () => {
  const drill = drillWith({ checks: [checkWith()] });
  expect(awaitsPerson(drill)).toBe(true);
  expect(waitText(drill)).toContain('Your verdict on orders-work');
});

test('a verdict that is given, optional or not due yet calls nobody', () => {
  expect(awaitsPerson(drillWith({ checks: [checkWith({ state: 'PASSED' })] }))).toBe(false);
  expect(awaitsPerson(drillWith({ checks: [checkWith({ required: false })] }))).toBe(false);
  expect(awaitsPerson(drillWith({ checks: [checkWith()], phase: 'LAUNCHING' }))).toBe(false);
  expect(awaitsPerson(drillWith({ checks: [checkWith({ kind: 'TCP' })] }))).toBe(false);
});
