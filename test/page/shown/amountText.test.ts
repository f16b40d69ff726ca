import { expect, test } from 'vitest';
import { amountText } from '../../../src/page/shown/amountText.ts';

test('an amount has both bounds, in cents', () => {
  expect(amountText({ atLeast: 0.375, atMost: 2.4 })).toBe('0.38 to 2.4');
  expect(amountText({ atLeast: 0, atMost: 0.01 })).toBe('0 to 0.01');
  expect(amountText({ atLeast: 2.4, atMost: 2.4 })).toBe('2.4');
});

test('instances never cost nothing: an amount below a cent is no 0', () => {
  expect(amountText({ atLeast: 0, atMost: 0 })).toBe('less than 0.01');
});
