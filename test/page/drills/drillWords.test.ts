import { expect, test } from 'vitest';
import { worstRecoveryTime } from '../../../src/page/drills/drillCounts.ts';
import { isCleanupSaid, lastedText, serversText, sinceText, untilText } from '../../../src/page/drills/drillWords.ts';

const NOW_MS = Date.parse('2026-12-01T12:00:00Z');

test('servers of a running drill say how many are verified first', () => {
  const counts = { total: 3, launched: 2, failed: 1, verified: 2, gone: 0 };
  expect(serversText(counts)).toEqual(['2 of 3 verified', '2 launched, 1 failed, 0 gone']);
});

test('a server that failed to launch and left nothing is not an instance that is gone', () => {
  const counts = { total: 3, launched: 2, failed: 1, verified: 2, gone: 3 };
  expect(serversText(counts)).toEqual(['2 of 3 verified', '2 launched, 1 failed, nothing left of 3']);
});

test('a drill that launched nothing does not speak of verification', () => {
  const counts = { total: 6, launched: 0, failed: 0, verified: 0, gone: 0 };
  expect(serversText(counts)).toEqual(['6 servers', 'none launched']);
});

test('a phone says the cleanup of a drill that has ended, and a leak at once', () => {
  expect(isCleanupSaid({ phase: 'TERMINATING', cleanup: 'LEAKED' })).toBe(true);
  expect(isCleanupSaid({ phase: 'ENDED', cleanup: 'CLEAN' })).toBe(true);
  expect(isCleanupSaid({ phase: 'TERMINATING', cleanup: 'RUNNING' })).toBe(false);
  expect(isCleanupSaid({ phase: 'ENDED', cleanup: 'NOT_NEEDED' })).toBe(false);
});

test('the end of a hold is counted down, and said to be over afterwards', () => {
  expect(untilText('2026-12-01T12:12:03Z', NOW_MS)).toBe('ends in 12 min 3 s');
  expect(untilText('2026-12-01T11:59:00Z', NOW_MS)).toBe('was over 1 min ago');
});

test('a phase lasts since it began, and a drill from its request to its end', () => {
  expect(sinceText('2026-12-01T11:00:00Z', NOW_MS)).toBe('for 1 h');
  expect(lastedText({ requestedAt: '2026-12-01T11:00:00Z', endedAt: '2026-12-01T12:05:00Z' })).toBe('1 h 5 min');
  expect(lastedText({ requestedAt: '2026-12-01T11:00:00Z', endedAt: null })).toBeNull();
});

test('a recovery time that nobody measured is not zero', () => {
  expect(worstRecoveryTime([])).toEqual([null, null]);
});
