import { expect, test } from 'vitest';
import { drillEventsOf } from '../../src/api/drillEvents.ts';
import { noticeOf } from '../../src/api/notices.ts';
import { recoveryReleasedEvent } from '../../src/api/otherEvents.ts';
import type { Wait } from '../../src/drill/drill.ts';
import { aDrill, serverId } from '../builders.ts';

test('people hear who has released a real recovery that hangs', () => {
  const release = { by: 'arn:aws:sts::111122223333:assumed-role/Operations/ann', reason: 'case 4711', at: 0 };
  const site = { accountId: '111122223333', region: 'eu-west-1' };
  const notice = noticeOf(recoveryReleasedEvent(site, 'drsjob-0123456789abcdef0', release));
  expect(notice?.subject).toMatch(/^Real recovery drsjob-0123456789abcdef0 hangs: released by arn:aws:sts/);
  expect(notice?.text).toContain('reason: case 4711');
});

test('a subject is one short line of ASCII, whatever the drill is called', () => {
  const detail = { version: 1, eventId: 'x', drillId: 'd-1', at: null, by: `Zoë ${'a'.repeat(200)}\nBcc: x` };
  const subject = noticeOf({ type: 'Drill Leak Acknowledged', detail })?.subject ?? '';
  expect(subject).toMatch(/^[\x20-\x7e]{1,100}$/);
  expect(subject).toContain('Zo? aaa');
});

test('people read of a leak what stands of each server, what keeps it, and DRS’s last words', () => {
  const fact = {
    type: 'LeakTold' as const,
    sourceServerIds: [serverId(1), serverId(2)],
    standing: { [serverId(1)]: 'i-1 running', [serverId(2)]: 'i-2 running' },
    why: {
      [serverId(1)]: { isProtected: true as const, lastWords: 'CLEANUP_FAIL: OperationNotPermitted' },
      [serverId(2)]: { failback: 'FAILBACK_IN_PROGRESS' },
    },
    refused: 'not during failback',
  };
  const entry = { drillId: 'd-1', seq: 7, at: 0, cause: 'Woken', facts: [fact] };
  const [event] = drillEventsOf(entry, aDrill({}));
  expect(event?.detail).toMatchObject({ why: fact.why });
  expect(event && noticeOf(event)?.text.split('\n').slice(1, 4)).toEqual([
    `${serverId(1)}: i-1 running, protected against termination (disableApiTermination); DRS said: CLEANUP_FAIL: OperationNotPermitted`,
    `${serverId(2)}: i-2 running, failback FAILBACK_IN_PROGRESS`,
    'DRS refuses to terminate: not during failback',
  ]);
});

test('people hear of lost servers at once, each in a sentence with the moment and the cause', () => {
  const [one, other] = [serverId(1), serverId(2)];
  const servers = [
    {
      sourceServerId: one,
      state: 'terminated',
      lostAt: Date.UTC(2026, 2, 1, 10, 1),
      reason: 'User initiated shutdown',
    },
    { sourceServerId: other, state: null, lostAt: null, reason: null },
  ];
  const entry = {
    drillId: 'd-1',
    seq: 7,
    at: 0,
    cause: 'InstancesSeen',
    facts: [{ type: 'ServersLost' as const, servers }],
  };
  const held = { wave: 0, instanceId: 'i-1' };
  const [event] = drillEventsOf(entry, aDrill({ servers: { [one]: held, [other]: held } }));
  const notice = event && noticeOf(event);
  expect(notice?.subject).toMatch(/^LOST: drill \S+ has lost 2 servers before their hold ended$/);
  expect(notice?.text.split('\n').slice(1, 3)).toEqual([
    `Instance i-1 of ${one} was lost before its hold ended: terminated since 2026-03-01T10:01:00.000Z (User initiated shutdown).`,
    `Instance i-1 of ${other}: nobody could tell whether it was still up when its hold ended.`,
  ]);
});

test('people hear of a drill that waits with instances up: for what, since when and how many; not of one that waits for its turn', () => {
  const told = (wait: Wait) => {
    const fact = { type: 'WaitBegan' as const, wait };
    const [event] = drillEventsOf({ drillId: 'd-1', seq: 7, at: 0, cause: 'Woken', facts: [fact] }, aDrill({}));
    return { event, notice: event && noticeOf(event) };
  };
  const because = 'The lever of all Regions is FROZEN: “storm”, by ann';
  const { event, notice } = told({ for: 'LEVER', since: 0, instances: 6, because });
  const since = '1970-01-01T00:00:00.000Z';
  expect(event).toMatchObject({ type: 'Drill Waits', detail: { for: 'LEVER', since, because, instances: 6 } });
  expect(notice?.subject).toMatch(/^Drill \S+ waits, and instances are or may be up: 6$/);
  expect(notice?.text).toContain(`waitsFor: ${because}; 6 instances stay up until it is opened.`);
  const turn = told({ for: 'TURN', since: 0, instances: 0, drillIds: ['d-2'], until: 1 });
  expect([turn.event?.detail['for'], turn.notice]).toEqual(['TURN', undefined]);
});
