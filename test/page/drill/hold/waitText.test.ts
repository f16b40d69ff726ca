import { expect, test } from 'vitest';
import { waitText } from '../../../../src/page/drill/hold/waitText.ts';
import { checkWith, drillWith } from '../handMade.ts';

test('what the API says comes first', () => {
  expect(waitText(drillWith({ waitsFor: 'The lever is FROZEN.' }))).toBe('The lever is FROZEN.');
});

test('a hold waits for its end, or for the checks that end it', () => {
  const terms = { ...drillWith().terms, endHold: 'WHEN_CHECKED' as const };
  expect(waitText(drillWith())).toBe('The end of the hold.');
  expect(waitText(drillWith({ terms, checks: [checkWith(), checkWith({ name: 'done', state: 'PASSED' })] }))).toBe(
    'The result of orders-work, or the end of the hold.',
  );
  expect(waitText(drillWith({ phase: 'LAUNCHING' }))).toBe('Nothing and nobody: it proceeds by itself.');
});
