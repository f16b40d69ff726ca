import { expect, test } from 'vitest';
import { counted } from '../../../src/page/words/counted.ts';

test('one is counted in the singular, none and many in the plural', () => {
  expect([0, 1, 2, 3000].map((count) => counted(count, 'server'))).toEqual([
    '0 servers',
    '1 server',
    '2 servers',
    '3,000 servers',
  ]);
});
