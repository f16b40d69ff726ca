import { expect, test } from 'vitest';
import { drillView } from '../../src/api/views/drillView.ts';
import { awaited, elapsed } from '../../src/cli/http/awaited.ts';
import type { Drill } from '../../src/drill/drill.ts';
import { aDrill, START, serverId } from '../builders.ts';

const MINUTE_MS = 60_000;
const LAUNCHES = [{ wave: 0, state: 'STARTED' as const, attempts: 1, jobId: 'drsjob-1' }];

test.each<[Drill['phase'], string | undefined]>([
  ['REQUESTED', 'its turn'],
  ['VALIDATING', 'the state of its servers in DRS and EC2'],
  ['LAUNCHING', 'DRS to launch wave 1 of 1 (drsjob-1)'],
  ['VERIFYING', "EC2's status checks"],
  ['HOLDING', "the hold's end at 10:30:00, in 20 min"],
  ['TERMINATING', 'proof that nothing is left'],
  ['ENDED', undefined],
])('while it is %s, a drill waits for: %s', (phase, said) => {
  const launches = phase === 'TERMINATING' ? [] : LAUNCHES;
  const servers = { [serverId(1)]: { wave: 0, ...(launches.length > 0 && { launch: 0 }) } };
  const drill = aDrill({ phase, servers, launches, holdUntil: START + 30 * MINUTE_MS });
  expect(awaited(drillView({ drill, quarantined: null }), START + 10 * MINUTE_MS)).toBe(said);
});

test('a wait comes first, with its start time', () => {
  const view = drillView({ drill: aDrill({ phase: 'LAUNCHING' }), quarantined: null });
  const waits = { for: 'LEVER' as const, since: '2026-01-05T10:02:00.000Z', instancesUp: 0 };
  expect(awaited({ ...view, waits, waitsFor: 'The lever is NO_LAUNCHES.' }, START)).toBe(
    'The lever is NO_LAUNCHES. (since 10:02:00)',
  );
});

test('the elapsed time grows until the drill has ended', () => {
  const view = drillView({ drill: aDrill({ requestedAt: START }), quarantined: null });
  expect(elapsed(view, START + 90 * MINUTE_MS)).toBe('1 h 30 min');
  const ended = { ...view, endedAt: new Date(START + 20 * MINUTE_MS).toISOString() };
  expect(elapsed(ended, START + 90 * MINUTE_MS)).toBe('20 min');
});
