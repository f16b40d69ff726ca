import { expect, test } from 'vitest';
import { asMessage } from '../../../src/flow/checks/asMessage.ts';

test('what an application says is on one line, and a mark shows where it was cut', () => {
  expect(asMessage('all\n\u001b[31mis well', 100)).toBe('all [31mis well');
  expect(asMessage('twelve words', 12)).toBe('twelve words');
  expect(asMessage('twelve words', 11)).toBe('twelve wor…');
  expect(asMessage('half a 💥', 8)).toBe('half a …');
});
