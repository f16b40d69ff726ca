import { expect, test } from 'vitest';
import type { Drill } from '../../../src/page/api/client.ts';
import { checkedServers, lagText, wholeDrill } from '../../../src/page/start/checkedServers.ts';

const LAG = { check: 'lag', sourceServerId: 's-2', message: 'It lags 2 h.', remedy: 'Wait.' };
const LEVER = { check: 'lever', message: 'The lever is FROZEN.', remedy: 'Open it.' };
const NONE = { total: 0, first: [] };

test('of a refused dry run, servers that failed come first, and the others have passed', () => {
  const drill = dryRun({ outcome: 'REJECTED', failedChecks: { total: 1, first: [LAG] } });
  expect(results(drill)).toEqual([
    ['s-2', 'FAILED'],
    ['s-1', 'PASSED'],
  ]);
});

test('a server that was not inspected has not passed', () => {
  const drill = dryRun({ outcome: 'REJECTED', failedChecks: { total: 1, first: [LEVER] } }, null);
  expect(results(drill).map(([, result]) => result)).toEqual(['NOT_CHECKED', 'NOT_CHECKED']);
  expect(wholeDrill(drill.failedChecks)).toEqual([LEVER]);
});

test('of a server that DRS may never have been read for, nothing is said about what DRS reported', () => {
  expect(lagText({ replicationLagSeconds: null, result: 'FAILED' })).toBe('not known');
  expect(lagText({ replicationLagSeconds: null, result: 'CHECKING' })).toBe('not known yet');
  expect(lagText({ replicationLagSeconds: 0, result: 'PASSED' })).toBe('0 s');
});

test('while not all failures are named, no other server is said to have passed', () => {
  const drill = dryRun({ outcome: 'REJECTED', failedChecks: { total: 2, first: [LAG] } });
  expect(results(drill)).toContainEqual(['s-1', 'NOT_CHECKED']);
});

test('a warning is no failure, and a dry run that goes on has no result yet', () => {
  expect(results(dryRun({ outcome: 'READY', warnings: { total: 1, first: [LAG] } }))[0]).toEqual(['s-2', 'WARNED']);
  expect(results(dryRun({ phase: 'VALIDATING', outcome: null }))[0]).toEqual(['s-1', 'CHECKING']);
});

function results(drill: Drill) {
  return checkedServers(drill).map(({ sourceServerId, result }) => [sourceServerId, result]);
}

function dryRun(members: Partial<Drill>, replicationLagSeconds: number | null = 0): Drill {
  const servers = ['s-1', 's-2'].map((sourceServerId) => ({ sourceServerId, wave: 1, replicationLagSeconds }));
  return {
    phase: 'ENDED',
    failedChecks: NONE,
    warnings: NONE,
    waived: [],
    servers,
    ...members,
  } as Partial<Drill> as Drill;
}
