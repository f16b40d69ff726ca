import { expect, test } from 'vitest';
import type { Drill, Lever } from '../../../../src/page/api/client.ts';
import { drillAlerts } from '../../../../src/page/drill/alerts/drillAlerts.ts';
import { checkWith, drillWith, serverWith } from '../handMade.ts';

const ids = (members: Partial<Drill>) => drillAlerts(drillWith(members)).map(({ id }) => id);

test('a drill without trouble has no alert', () => {
  expect(ids({})).toEqual([]);
});

test('the most serious comes first', () => {
  const waits = { for: 'PERSON' as const, since: '2026-12-01T03:00:00.000Z', instancesUp: 1 };
  const trouble = { phase: 'TERMINATING' as const, cleanup: 'LEAKED' as const, waits };
  expect(ids({ ...trouble, contradiction: 'entry 3', quarantined: 'launch-known', terminationRefused: 'no' })).toEqual([
    ...['contradiction', 'quarantined', 'leak', 'refused'],
  ]);
});

test('a leak names what is left, and can be acknowledged there', () => {
  const [leak] = drillAlerts(drillWith({ phase: 'TERMINATING', cleanup: 'LEAKED' }));
  expect(leak).toMatchObject({ type: 'error', offers: 'ACKNOWLEDGE', texts: ['s-1: instance i-1 is not proved gone'] });
});

test('a leak that was acknowledged cannot be acknowledged again', () => {
  const servers = [serverWith({ gone: 'ACKNOWLEDGED' })];
  const [leak] = drillAlerts(drillWith({ phase: 'ENDED', cleanup: 'LEAKED', servers }));
  expect(leak).toMatchObject({ id: 'leak', type: 'warning' });
  expect(leak?.offers).toBeUndefined();
});

test('a real recovery is said as long as it holds something up', () => {
  const job = { jobId: 'drsjob-9', sourceServerIds: ['s-9'], endedAt: null, released: false };
  expect(ids({ realRecoveries: [{ ...job, state: 'RUNNING' }] })).toEqual(['recovery']);
  expect(ids({ phase: 'ENDED', realRecoveries: [{ ...job, state: 'COMPLETED' }] })).toEqual([]);
});

test('people are asked for their verdicts while the hold runs', () => {
  const checks = [checkWith(), checkWith({ name: 'reports', required: false }), checkWith({ state: 'PASSED' })];
  const [alert] = drillAlerts(drillWith({ checks }));
  expect(alert).toMatchObject({ id: 'verdicts', texts: ['orders-work, reports (optional)'] });
  expect(ids({ checks, phase: 'TERMINATING' })).toEqual([]);
});

test('once the time of the hold is over, no time to test is promised', () => {
  const drill = drillWith({ checks: [checkWith()] });
  const [late] = drillAlerts(drill, undefined, true);
  expect(late).toMatchObject({ type: 'warning', header: expect.stringContaining('the time of the hold is over') });
  expect(late?.remedy).toContain('may come too late');
  expect(drillAlerts(drill)[0]?.remedy).toContain('before the hold ends');
});

test('of many things that are left the first are named, and the others counted', () => {
  const servers = Array.from({ length: 9 }, (_, index) => serverWith({ sourceServerId: `s-${index}` }));
  const [leak] = drillAlerts(drillWith({ phase: 'TERMINATING', cleanup: 'LEAKED', servers }));
  expect(leak?.texts).toHaveLength(6);
  expect(leak?.texts.at(-1)).toBe('and 4 more');
});

test('a closed lever is said from the moment it moves, with what it does to the drill', () => {
  const [frozen] = drillAlerts(drillWith(), leverWith('FROZEN'));
  expect(frozen).toMatchObject({
    ...{ id: 'lever', header: 'The lever is FROZEN: this drill is not terminated at the end of its hold' },
    texts: ['FROZEN in all Regions since 2026-12-01 02:20:00 UTC, by ann: “Region outage”.'],
  });
  const [launching] = drillAlerts(drillWith({ phase: 'LAUNCHING' }), leverWith('NO_LAUNCHES'));
  expect(launching?.header).toBe('The lever is NO_LAUNCHES: this drill launches nothing more');
});

test('NO_LAUNCHES changes nothing for a drill that has launched everything, nor any lever for one that ended', () => {
  expect(drillAlerts(drillWith(), leverWith('NO_LAUNCHES'))).toEqual([]);
  expect(drillAlerts(drillWith({ phase: 'ENDED' }), leverWith('FROZEN'))).toEqual([]);
});

function leverWith(state: Lever['state']): Lever {
  const moved = { reason: 'Region outage', by: 'ann', movedAt: '2026-12-01T02:20:00.000Z', expiresAt: null };
  return { region: null, state, inForce: true, ...moved, released: [] };
}
