import { expect, test } from 'vitest';
import type { Drill, JournalEntry } from '../../../../src/page/api/client.ts';
import { phaseBegins } from '../../../../src/page/drill/rail/phaseBegins.ts';
import { phaseSteps } from '../../../../src/page/drill/rail/phaseSteps.ts';
import { drillWith, serverWith } from '../handMade.ts';

const NOW_MS = Date.parse('2026-12-01T02:25:00.000Z');

const JOURNAL: JournalEntry[] = [
  entry(1, '02:00:00', [{ type: 'DrillRequested' }, { type: 'PhaseBegan', phase: 'VALIDATING' }]),
  entry(2, '02:00:05', [{ type: 'PhaseBegan', phase: 'LAUNCHING' }]),
  entry(3, '02:08:05', [{ type: 'PhaseBegan', phase: 'VERIFYING' }]),
  entry(4, '02:10:00', [{ type: 'PhaseBegan', phase: 'HOLDING' }]),
];

function entry(seq: number, at: string, facts: JournalEntry['facts']): JournalEntry {
  return { seq, at: `2026-12-01T${at}.000Z`, cause: 'WakeCame', facts };
}

test('the phase that goes on now is counted until now, and those before it until the next began', () => {
  const steps = phaseSteps(drillWith(), phaseBegins(JOURNAL), NOW_MS);
  expect(steps.map(({ state, seconds }) => [state, seconds])).toEqual([
    ['DONE', 0],
    ['DONE', 5],
    ['DONE', 480],
    ['DONE', 115],
    ['NOW', 900],
    ['COMING', null],
    ['COMING', null],
  ]);
});

test('a phase that was entered again counts from its first beginning', () => {
  const again = [...JOURNAL, entry(5, '02:20:00', [{ type: 'PhaseBegan', phase: 'LAUNCHING' }])];
  expect(phaseBegins(again).get('LAUNCHING')).toBe('2026-12-01T02:00:05.000Z');
});

test('before the journal is read, what the drill does not say itself has no time', () => {
  const steps = phaseSteps(drillWith(), new Map(), NOW_MS);
  expect(steps[2]).toMatchObject({ phase: 'LAUNCHING', state: 'DONE', sinceAt: null, seconds: null });
  expect(steps[4]).toMatchObject({ phase: 'HOLDING', state: 'NOW', sinceAt: '2026-12-01T02:10:00.000Z' });
});

test('a dry run has no launch, no verification and no hold', () => {
  const terms: Drill['terms'] = { ...drillWith().terms, dryRun: true };
  const steps = phaseSteps(drillWith({ phase: 'VALIDATING', terms }), new Map(), NOW_MS);
  const skipped = steps.filter(({ state }) => state === 'SKIPPED').map(({ phase }) => phase);
  expect(skipped).toEqual(['LAUNCHING', 'VERIFYING', 'HOLDING']);
});

test('failed checks are said of the phase that made them, which may come before the validation', () => {
  const failedChecks = { total: 2, first: [] };
  const ended = { phase: 'ENDED' as const, phaseSince: '2026-12-01T02:00:01.000Z', failedChecks };
  const refused = phaseBegins([entry(1, '02:00:00', [{ type: 'DrillRequested' }])]);
  const [requested, validating] = phaseSteps(drillWith(ended), refused, NOW_MS);
  expect(requested).toMatchObject({ said: '2 failed checks', isTroubled: true });
  expect(validating).toMatchObject({ state: 'SKIPPED', said: null, isTroubled: false });
  const validated = phaseSteps(drillWith(ended), phaseBegins(JOURNAL.slice(0, 1)), NOW_MS);
  expect(validated.slice(0, 2).map(({ said }) => said)).toEqual([null, '2 failed checks']);
});

test('a drill that was cancelled while it launched was never verified or held', () => {
  const read = [...JOURNAL.slice(0, 2), entry(3, '02:03:00', [{ type: 'PhaseBegan', phase: 'TERMINATING' }])];
  const hold = { ...drillWith().hold, beganAt: null, until: null };
  const cancelled = drillWith({ phase: 'TERMINATING', phaseSince: '2026-12-01T02:03:00.000Z', hold });
  const steps = phaseSteps(cancelled, phaseBegins(read), NOW_MS);
  expect(steps.filter(({ state }) => state === 'SKIPPED').map(({ phase }) => phase)).toEqual(['VERIFYING', 'HOLDING']);
  expect(steps[2]).toMatchObject({ phase: 'LAUNCHING', seconds: 175 });
});

test('the rail says how many servers are how far', () => {
  const servers = [
    serverWith(),
    serverWith({ sourceServerId: 's-2', result: 'FAILED', instanceId: null, verified: null }),
  ];
  const said = phaseSteps(drillWith({ servers }), phaseBegins(JOURNAL), NOW_MS).map((step) => step.said);
  expect(said).toContain('1 of 2 launched, 1 failed');
  expect(said).toContain('1 of 1 verified');
});

test('a phase in which something went wrong is marked, and no other', () => {
  const servers = [serverWith(), serverWith({ sourceServerId: 's-2', result: 'FAILED', verified: null })];
  const steps = phaseSteps(drillWith({ servers }), phaseBegins(JOURNAL), NOW_MS);
  expect(steps.filter(({ isTroubled }) => isTroubled).map(({ phase }) => phase)).toEqual(['LAUNCHING']);
  expect(phaseSteps(drillWith(), phaseBegins(JOURNAL), NOW_MS).some(({ isTroubled }) => isTroubled)).toBe(false);
});

test('the end says how long it all took, and is not counted on', () => {
  const ended = drillWith({
    ...{ phase: 'ENDED', phaseSince: '2026-12-01T03:14:00.000Z', endedAt: '2026-12-01T03:14:00.000Z' },
    outcome: 'PASSED',
  });
  const last = phaseSteps(ended, phaseBegins(JOURNAL), NOW_MS).at(-1);
  expect(last).toMatchObject({ state: 'NOW', seconds: null, said: 'after 1 h 14 min' });
});

test('a phase that had nothing to do is not shown as something that went well', () => {
  const servers = [serverWith({ result: 'FAILED', instanceId: null, verified: null })];
  const ended = {
    phase: 'ENDED' as const,
    phaseSince: '2026-12-01T02:30:00.000Z',
    endedAt: '2026-12-01T02:30:00.000Z',
  };
  const steps = phaseSteps(drillWith({ ...ended, servers }), phaseBegins(JOURNAL), NOW_MS);
  expect(steps[3]).toMatchObject({ phase: 'VERIFYING', said: 'nothing to verify', isIdle: true });
  expect(steps.filter(({ isIdle }) => isIdle)).toHaveLength(1);
});

test('before the journal is read, a phase does not seem to have lasted until one that is not the next', () => {
  const [requested] = phaseSteps(drillWith(), new Map(), NOW_MS);
  expect(requested).toMatchObject({ phase: 'REQUESTED', seconds: null });
});
