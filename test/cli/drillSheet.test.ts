import { expect, test } from 'vitest';
import type { Drill, Summary } from '../../src/cli/apiDocuments.ts';
import { drillSheet } from '../../src/cli/terminal/drillSheet.ts';
import { leaksTable } from '../../src/cli/verbs/readVerbs.ts';

const UNTIL = '2026-11-22T14:00:00.000Z';

test('a hold shows its end time, and once it has ended, when it ended', () => {
  expect(holdShown({})).toBe('2 h requested');
  expect(holdShown({ until: UNTIL })).toBe(`2 h requested, until ${UNTIL}`);
  const completed = { until: UNTIL, endedAt: '2026-11-22T12:30:00.000Z', heldSeconds: 1800 };
  expect(holdShown(completed)).toBe('held 30 min, until 2026-11-22T12:30:00.000Z (2 h requested)');
  expect(holdShown({ ...completed, endedBy: 'ann', extendedBy: 'bob' })).toBe(
    'held 30 min, until 2026-11-22T12:30:00.000Z, ended by ann (2 h requested, extended by bob)',
  );
});

test('a warning is shown with its remedy', () => {
  const shown = sheetOf({
    warnings: {
      total: 1,
      first: [{ check: 'volumes-deleted', sourceServerId: 's-1', message: 'Kept.', remedy: 'Set it.' }],
    },
  });
  expect(shown).toMatch(/^warnings +1$/m);
  expect(shown).toContain('volumes-deleted  s-1  Kept.  Set it.');
});

test('leftovers are shown with what blocks their cleanup, in the drill and in the list of leaks', () => {
  const lastWords = 'CLEANUP_FAIL: OperationNotPermitted';
  const leftStanding = [{ sourceServerId: 's-1', what: 'i-1 running', isProtected: true, failback: null, lastWords }];
  const said = `s-1: i-1 running, protected against termination (disableApiTermination); DRS said: ${lastWords}`;
  expect(sheetOf({ leftStanding })).toContain(`left behind  ${said}`);
  const leaking = { ...summary(), leftStanding, terminationRefused: 'not during failback' };
  expect(leaksTable([leaking]).split('\n').slice(-2)).toEqual([
    `d-1  ${said}`,
    'd-1  DRS refuses to terminate: not during failback',
  ]);
});

test('post-launch actions are shown by server: how many, which have not succeeded, and why', () => {
  const runs = { required: { succeeded: 1, failed: 1, open: 0 }, optional: { succeeded: 0, failed: 0, open: 1 } };
  const unfinished = [
    { name: 'Join domain', optional: false, status: 'FAILED', reason: 'No domain controller' },
    { name: 'Motd', optional: true, status: 'IN_PROGRESS', reason: null },
  ];
  const launchActions = { required: 2, optional: 1, runs, agentSeenAt: UNTIL, unfinished };
  const none = { ...launchActions, runs: null, unfinished: [] };
  const servers = [
    { ...SERVER, sourceServerId: 's-1', launchActions },
    { ...SERVER, sourceServerId: 's-2', launchActions: none },
    { ...SERVER, sourceServerId: 's-3', launchActions: null },
  ] as unknown as Drill['servers'];
  expect(sheetOf({ servers }).split('\n').slice(-3)).toEqual([
    'post-launch actions',
    '  s-1  2 required, 1 optional: 1 and 0 succeeded; “Join domain” FAILED: No domain controller; “Motd” (optional) IN_PROGRESS',
    '  s-2  2 required, 1 optional: DRS has reported no runs',
  ]);
});

test('a drill that waits shows for what and since when', () => {
  const waitsFor = 'Real recovery drsjob-1 is running; 2 instances stay up until 15 minutes after its end.';
  expect(/^waits for +(.*)$/m.exec(sheetOf({ waitsFor }))?.[1]).toBe(waitsFor);
  const waits = { for: 'REAL_RECOVERY' as const, since: UNTIL, instancesUp: 2 };
  expect(/^waits since +(.*)$/m.exec(sheetOf({ waitsFor, waits }))?.[1]).toBe(UNTIL);
  expect(sheetOf({ waitsFor: null })).not.toContain('waits');
});

test('a drill shows its change reference, its tags and who cancelled it', () => {
  const terms = { reason: 'x', changeReference: 'CHG-7', tags: { team: 'payroll', tier: '1' } };
  const shown = sheetOf({ terms: terms as unknown as Drill['terms'], cancelledBy: 'ann' });
  expect(shown).toMatch(/^change +CHG-7$/m);
  expect(shown).toMatch(/^tags +team=payroll, tier=1$/m);
  expect(shown).toMatch(/^cancelled by +ann$/m);
});

test('undecided objectives are shown with the reason', () => {
  const why = 'The recovery time of s-1 was 550 s to 1180 s; the objective is 600 s.';
  expect(sheetOf({ objectives: { verdict: 'UNDECIDED', why } })).toContain(`objectives  UNDECIDED: ${why}`);
});

const MEASURE = { seconds: null, atLeastSeconds: null };
const SERVER = {
  wave: 1,
  gone: null,
  lost: null,
  recoveryTime: MEASURE,
  recoveryPoint: MEASURE,
  instanceId: null,
  error: null,
};

const HOLD: Drill['hold'] = {
  seconds: 7200,
  ...{ beganAt: null, until: null, extensionRequestedUntil: null, extendedBy: null },
  ...{ endedAt: null, endedBy: null, heldSeconds: null },
};

function holdShown(hold: Partial<Drill['hold']>): string | undefined {
  const shown = sheetOf({ hold: { ...HOLD, ...hold } });
  return /^hold +(.*)$/m.exec(shown)?.[1];
}

function sheetOf(more: Partial<Drill>): string {
  const drill: Partial<Drill> = {
    ...{ drillId: 'd-1', phase: 'HOLDING', phaseSince: UNTIL, outcome: null, why: null, cleanup: 'PENDING' },
    ...{ quarantined: null, requestedAt: UNTIL, requestedBy: 'ann', endedAt: null, servers: [] },
    site: { accountId: '111122223333', region: 'eu-west-1' },
    failedChecks: { total: 0, first: [] },
    warnings: { total: 0, first: [] },
    cancelledBy: null,
    hold: HOLD,
    objectives: null,
    world: null,
    evidenceLevel: null,
    waitsFor: null,
    leftStanding: [],
    terminationRefused: null,
    ...more,
  };
  return drillSheet({ terms: { reason: 'x', tags: {} }, ...drill } as unknown as Drill);
}

function summary(): Summary {
  const servers = { total: 1, launched: 1, failed: 0, verified: 1, gone: 0 };
  const drill = { drillId: 'd-1', requestedAt: UNTIL, phase: 'TERMINATING', outcome: null, cleanup: 'LEAKED' };
  return { ...drill, servers, recoveryPlan: null, reason: 'x' } as unknown as Summary;
}
