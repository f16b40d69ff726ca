import { describe, expect, test } from 'vitest';
import type { Server } from '../../src/drill/drill.ts';
import type { Fact } from '../../src/drill/facts.ts';
import { isAtFault } from '../../src/history/atFault.ts';
import { serverReports } from '../../src/history/serverReports.ts';
import { serverId } from '../builders.ts';

const [one, two] = [serverId(1), serverId(2)];
const WORKS: Server = { wave: 0, result: 'LAUNCHED', verified: 'STATUS_CHECKS', gone: 'TERMINATED' };
const NOTHING = { stopped: false, checkFailed: false };

describe('a server that its drill did not prove is at fault', () => {
  test.each<[string, Server]>([
    ['that failed to launch', { wave: 0, result: 'FAILED', gone: 'NEVER_EXISTED' }],
    ['that our role may not launch', { wave: 0, result: 'FAILED', stoppedBy: 'permission' }],
    ['that did not boot', { ...WORKS, verificationFailed: true }],
    ['that was lost', { ...WORKS, lost: { state: 'stopped', lostAt: null, reason: null } }],
  ])('when it is one %s', (_, server) => {
    expect(isAtFault(server, NOTHING)).toBe(true);
  });

  test('when a check of its own failed, and not when one of another server or of the whole drill did', () => {
    // given
    const failures = [
      { check: 'lag', sourceServerId: one, message: 'it lags' },
      { check: 'lever-open', message: 'closed' },
    ];
    const rejected: Fact = { type: 'ChecksFailed', failures };
    // when
    const reports = serverReports([{ drillId: 'd-1', seq: 1, at: 0, cause: 'Woken', facts: [rejected] }]);
    const isOf = (id: string) =>
      isAtFault({ wave: 0 }, { stopped: true, checkFailed: reports.get(id)?.checkFailed === true });
    // then
    expect([isOf(one), isOf(two)]).toEqual([true, false]);
  });

  test.each<[string, Server, boolean]>([
    ['it works', WORKS, false],
    ['its drill was rejected or cancelled before its launch', { wave: 0 }, true],
    ['the lever was closed', { wave: 0, result: 'FAILED', stoppedBy: 'lever-open' }, true],
    ['a blackout began', { wave: 0, result: 'FAILED', stoppedBy: 'blackout' }, true],
  ])('but not when %s', (_, server, stopped) => {
    expect(isAtFault(server, { ...NOTHING, stopped })).toBe(false);
  });
});
