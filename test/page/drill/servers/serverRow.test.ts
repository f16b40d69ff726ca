import { expect, test } from 'vitest';
import type { Drill, DrilledServer } from '../../../../src/page/api/client.ts';
import { serverRows } from '../../../../src/page/drill/servers/serverRow.ts';
import { checkWith, drillWith, serverWith } from '../handMade.ts';

function rowOf(server: Partial<DrilledServer>, drill: Partial<Drill> = {}) {
  const [row] = serverRows(drillWith({ servers: [serverWith(server)], ...drill }), new Map([['s-1', 'web-1']]));
  if (row === undefined) throw new Error('no row');
  return row;
}

function bar(server: Partial<DrilledServer>, drill: Partial<Drill> = {}): string {
  return rowOf(server, drill)
    .stages.map(({ state }) => state)
    .join(' ');
}

const UNLAUNCHED = { result: null, instanceId: null, jobId: null, launchedAt: null, verified: null, verifiedAt: null };
const { hold } = drillWith();
const ENDED_HOLD = { ...hold, endedAt: '2026-12-01T03:10:00.000Z', heldSeconds: 3600 };

test('servers with a problem come first, then those of earlier waves', () => {
  const servers = [
    serverWith({ sourceServerId: 's-1', wave: 2 }),
    serverWith({ sourceServerId: 's-2', wave: 1 }),
    serverWith({ sourceServerId: 's-3', wave: 3, result: 'FAILED', error: 'Conversion failed' }),
  ];
  const rows = serverRows(drillWith({ servers }), new Map());
  expect(rows.map(({ sourceServerId }) => sourceServerId)).toEqual(['s-3', 's-2', 's-1']);
});

test('a server goes from waiting over launched, booted and held to gone', () => {
  expect(bar(UNLAUNCHED, { phase: 'LAUNCHING' })).toBe('COMING COMING SKIPPED COMING COMING COMING');
  expect(bar({ ...UNLAUNCHED, jobId: 'drsjob-1' }, { phase: 'LAUNCHING' })).toMatch(/^NOW/);
  expect(bar({ verified: null }, { phase: 'VERIFYING' })).toBe('DONE NOW SKIPPED COMING COMING COMING');
  expect(bar({})).toBe('DONE DONE SKIPPED NOW COMING COMING');
  const accepted = { terminationAcceptedAt: '2026-12-01T03:10:01.000Z' };
  expect(bar(accepted, { phase: 'TERMINATING', hold: ENDED_HOLD })).toBe('DONE DONE SKIPPED DONE DONE NOW');
  const gone = { ...accepted, gone: 'TERMINATED' as const };
  expect(bar(gone, { phase: 'ENDED', hold: ENDED_HOLD })).toBe('DONE DONE SKIPPED DONE DONE DONE');
});

test('a server whose launch failed is not said to have been booted, held or terminated', () => {
  const failed = { ...UNLAUNCHED, result: 'FAILED' as const, jobId: 'drsjob-1', gone: 'ABSENT_TWICE' as const };
  const row = rowOf({ ...failed, error: 'Conversion failed' }, { phase: 'ENDED', hold: ENDED_HOLD });
  expect(row.stages.map(({ state }) => state).join(' ')).toBe('FAILED SKIPPED SKIPPED SKIPPED SKIPPED DONE');
  expect(row).toMatchObject({ stage: 'failed, nothing left', failed: 'yes', problems: ['Conversion failed'] });
});

test('a required check that it did not pass is a problem, and an optional one a remark', () => {
  const failures = [{ sourceServerId: 's-1', state: 'FAILED' as const, because: 'answered 404' }];
  const check = checkWith({ name: 'shop', kind: 'HTTP', state: 'FAILED', failures });
  expect(rowOf({}, { checks: [check] })).toMatchObject({
    ...{ failed: 'yes', problems: ['Check shop FAILED: answered 404'], remarks: [] },
  });
  expect(rowOf({}, { checks: [{ ...check, required: false }] })).toMatchObject({
    ...{ failed: 'no', problems: [], remarks: ['Optional check shop FAILED: answered 404'] },
  });
});

test('whether a server was checked is not known while only its drill knows', () => {
  const check = checkWith({ kind: 'TCP', state: 'FAILED', servers: null, beganAt: '2026-12-01T02:10:00.000Z' });
  expect(bar({}, { checks: [check] })).toBe('DONE DONE UNKNOWN NOW COMING COMING');
  expect(bar({}, { checks: [{ ...check, state: 'PASSED' }] })).toBe('DONE DONE DONE NOW COMING COMING');
});

test('an instance that went down during its hold is lost, with what EC2 says', () => {
  const lost = { state: 'stopped', lostAt: '2026-12-01T02:30:00.000Z', reason: 'Client.UserInitiatedShutdown' };
  const row = rowOf({ lost });
  expect(row.stage).toBe('lost: stopped');
  expect(row.problems).toEqual([
    'Lost during its hold: stopped since 2026-12-01 02:30:00 UTC (Client.UserInitiatedShutdown)',
  ]);
});

test('an instance that is not proved to be ours is a problem until it is gone', () => {
  const unproven = 'the tag is missing';
  expect(rowOf({ unproven }, { phase: 'TERMINATING', hold: ENDED_HOLD })).toMatchObject({
    ...{ stage: 'ownership not proved', problems: ['Not terminated: the tag is missing'] },
  });
  expect(rowOf({ unproven, gone: 'TERMINATED' }, { phase: 'ENDED', hold: ENDED_HOLD }).problems).toEqual([]);
});

test('a server has the host name that DRS reported, if it did', () => {
  expect(rowOf({}).hostname).toBe('web-1');
  expect(rowOf({ sourceServerId: 's-9' }).hostname).toBe('');
});
