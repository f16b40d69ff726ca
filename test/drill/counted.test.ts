import { expect, test } from 'vitest';
import { counted } from '../../src/drill/counted.ts';

test('one is counted in the singular, any other number in the plural', () => {
  expect([0, 1, 2].map((count) => counted(count, 'open drill'))).toEqual([
    '0 open drills',
    '1 open drill',
    '2 open drills',
  ]);
});
