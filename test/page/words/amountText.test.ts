import { expect, test } from 'vitest';
import { amountText } from '../../../src/page/words/amountText.ts';

test('an amount has both bounds, in cents', () => {
  expect(amountText({ atLeast: 0.375, atMost: 2.4 })).toBe('0.38 to 2.4');
  expect(amountText({ atLeast: 0, atMost: 0.01 })).toBe('0 to 0.01');
  expect(amountText({ atLeast: 2.4, atMost: 2.4 })).toBe('2.4');
});

test('a drill that launched nothing costs nothing', () => {
  expect(amountText({ atLeast: 0, atMost: 0 })).toBe('0');
});
