import { expect, test } from 'vitest';
import { noDeviation } from '../../../src/page/evidence/noDeviation.ts';

test('only of a drill that has ended well it is said that everything went as planned', () => {
  const text = (outcome: Parameters<typeof noDeviation>[0]['verdict']['outcome']) =>
    noDeviation({ verdict: { outcome } }).text;
  expect([text('PASSED'), text('READY')]).toEqual(Array(2).fill('Everything went as planned.'));
  expect(text(null)).toBe('Nothing has gone other than planned so far.');
  expect(text('REJECTED')).toBe('No deviation is recorded. The verdict says why it did not pass.');
});
