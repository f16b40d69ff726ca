import { expect, test } from 'vitest';
import { countDetails } from '../../../src/page/coverage/countDetails.ts';

test('the servers that are late are the overdue ones and those never proved, with a number of each', () => {
  expect(countDetails({ servers: 6, overdue: 0, neverProved: 1, neverDrilled: 0 }).late).toBe(
    '0 overdue, 1 never proved',
  );
  expect(countDetails({ servers: 1500, overdue: 1500, neverProved: 0, neverDrilled: 0 }).late).toBe(
    '1,500 overdue, 0 never proved',
  );
});

test('of the servers never proved it is said whether they were drilled at all', () => {
  const said = (neverDrilled: number, neverProved: number, servers = 2000) =>
    countDetails({ servers, overdue: 0, neverProved, neverDrilled }).neverProved;
  expect(said(0, 0)).toBe('every server was proved at least once');
  expect(said(0, 0, 0)).toBe('no server is known');
  expect(said(0, 2)).toBe('drilled, but never passed');
  expect(said(1200, 1300)).toBe('1,200 of them never drilled');
  expect(said(2, 2)).toBe('never drilled');
});
