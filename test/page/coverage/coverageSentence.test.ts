import { expect, test } from 'vitest';
import { coverageSentence } from '../../../src/page/coverage/coverageSentence.ts';
import { byStanding } from '../../../src/page/coverage/standing.ts';
import { aPass, aServer } from './servers.ts';

const LIMIT = { days: 90, isOwn: false };

test('the sentence counts what is proved in time, and names every gap', () => {
  const servers = [
    ...[aServer(), aServer(), aServer({ lastPassed: aPass(200) })],
    ...[aServer({ lastPassed: null }), aServer({ drills: 0, lastPassed: null })],
  ];
  expect(coverageSentence(byStanding(servers, LIMIT), LIMIT)).toBe(
    '2 of 5 servers proved within 90 days, 1 overdue, 1 drilled but never proved, 1 never drilled.',
  );
});

test('the sentence says whose limit it is', () => {
  const limit = { days: 30, isOwn: true };
  expect(coverageSentence(byStanding([aServer()], limit), limit)).toBe(
    '1 of 1 server proved within 30 days (the limit of this deployment).',
  );
});

test('a server that left DRS does not count', () => {
  const servers = [aServer(), aServer({ removedAt: '2026-11-02T00:00:00.000Z' })];
  expect(coverageSentence(byStanding(servers, LIMIT), LIMIT)).toBe('1 of 1 server proved within 90 days.');
});

test('the sentence says which evidence counts', () => {
  const groups = byStanding([aServer({ lastPassed: null })], LIMIT);
  expect(coverageSentence(groups, LIMIT, 'REACHABLE')).toBe(
    '0 of 1 server proved at REACHABLE or more within 90 days, 1 drilled but never proved at REACHABLE or more.',
  );
});

test('without servers nothing is claimed', () => {
  expect(coverageSentence(byStanding([], LIMIT), LIMIT)).toBe('DRS lists no servers.');
});
