import { expect, test } from 'vitest';
import { type DrillEvent, drillEventsOf, quarantinedEvent } from '../../../src/api/drillEvents.ts';
import { noticedEvent } from '../../../src/api/notices/noticedEvent.ts';
import { noticeOf } from '../../../src/api/notices/noticeOf.ts';
import {
  leverMovedEvent,
  recoveryReleasedEvent,
  requestRefusedEvent,
  rewrittenEvent,
} from '../../../src/api/otherEvents.ts';
import { makeProgram } from '../../../src/cli/program.ts';
import type { Wait } from '../../../src/drill/drill.ts';
import type { Fact } from '../../../src/drill/facts.ts';
import { aDrill, aLeverMove, serverId } from '../../builders.ts';

const DRILL = aDrill({ drillId: 'd-1', outcome: 'FAILED', cleanup: 'CLEAN', world: 'REAL' });
const SITE = { accountId: '111122223333', region: 'eu-west-1' };
const LEVER = 'The lever of all Regions is FROZEN: “storm”, by ann';

/** One event of every kind with a notice. */
function everyEvent(): DrillEvent[] {
  const facts: Fact[] = [
    { type: 'DrillEnded' },
    { type: 'OutcomeDecided', outcome: 'REJECTED', why: 'a check failed' },
    { type: 'LeakReported', sourceServerIds: [serverId(1)] },
    { type: 'LeakAcknowledged', by: 'ann', reason: 'terminated by hand', sourceServerIds: [serverId(1)] },
    { type: 'YieldedTo', jobId: 'drsjob-1', sourceServerIds: [] },
    { type: 'WaitBegan', wait: { for: 'LEVER', since: 0, instances: 6, because: LEVER } },
    { type: 'WaitBegan', wait: { for: 'DRS', since: 0, instances: 6, because: 'a conflict' } },
    { type: 'ServersLost', servers: [{ sourceServerId: serverId(1), state: 'gone', lostAt: null, reason: null }] },
    { type: 'GuardTerminated', jobId: 'drsjob-1', instanceIds: ['i-1'] },
  ];
  return [
    ...drillEventsOf({ drillId: 'd-1', seq: 7, at: 0, cause: 'Woken', facts }, DRILL),
    quarantinedEvent(DRILL, 'two plus two is five', 0),
    rewrittenEvent({ drillId: 'd-1', item: 'journal 4', change: 'MODIFY', at: 0, changeId: 'e-7' }),
    rewrittenEvent({ drillId: null, item: 'leverMove 4', change: 'REMOVE', at: 0, changeId: 'e-8' }),
    requestRefusedEvent({ eventId: 'e-1', requestedBy: 'calendar', code: 'invalid-request', why: 'no waves' }),
    recoveryReleasedEvent(SITE, 'drsjob-1', { by: 'ann', reason: 'case 4711', at: 0 }),
    leverMovedEvent(aLeverMove({ region: 'eu-west-1' })),
    leverMovedEvent(aLeverMove({ region: 'eu-west-1', to: 'OPEN' })),
  ];
}

test('every notice says what happened, to what, since when, and the next step with its command', () => {
  for (const event of everyEvent()) {
    const { subject, text, chat } = noticeOf(event) ?? {};
    expect(text, subject).toMatch(/\nNext: .+\.\n {4}npx drs-drill [a-z].*\n/);
    expect(chat?.content.nextSteps, subject).toEqual([expect.stringMatching(/^.+\. `npx drs-drill .+`$/)]);
    if (event.detail.at !== null) expect(text, subject).toMatch(/\nSince: \d{4}-\d\d-\d\dT[\d:.]+Z\n/);
    if (event.detail.drillId !== null) expect(text, subject).toContain('\nDrill: d-1\n');
  }
});

test('every command in a notice is valid', () => {
  const program = makeProgram();
  for (const event of everyEvent()) {
    const command = /\n {4}npx drs-drill (.+)\n/.exec(noticeOf(event)?.text ?? '')?.[1] ?? '';
    const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    const verb = program.commands.find((one) => one.name() === words[0]);
    expect(verb?.name(), command).toBe(words[0]);
    const { unknown = [] } = verb?.parseOptions(words.slice(1)) ?? {};
    expect(
      unknown.filter((word) => word !== '--help'),
      command,
    ).toEqual([]);
  }
});

test('a chat notice is a custom notification of AWS’s chat service, one thread per drill', () => {
  const notices = everyEvent().map((event) => ({ event, chat: noticeOf(event)?.chat }));
  for (const { event, chat } of notices) {
    expect(chat).toMatchObject({ version: '1.0', source: 'custom', id: event.detail.eventId });
    expect(chat?.content).toMatchObject({ textType: 'client-markdown', title: expect.any(String) });
    expect(chat?.content.description).not.toBe('');
    expect(chat?.metadata.eventType).toMatch(/^[A-Za-z-]+$/);
  }
  const ofDrill = notices.filter(({ event }) => event.detail.drillId === 'd-1');
  expect(new Set(ofDrill.map(({ chat }) => chat?.metadata.threadId))).toEqual(new Set(['d-1']));
  const others = notices.filter(({ event }) => event.detail.drillId === null);
  expect(others.map(({ chat }) => chat?.metadata.threadId)).toEqual([
    'lever-all',
    'e-1/refused',
    'lever-eu-west-1',
    'lever-eu-west-1',
    'lever-eu-west-1',
  ]);
});

test('a caller’s text mentions nobody in a chat and creates no link', () => {
  const release = { by: 'ann', reason: 'see <https://evil.example|the runbook>, @here <!channel>', at: 0 };
  const { description = '' } = noticeOf(recoveryReleasedEvent(SITE, 'drsjob-1', release))?.chat.content ?? {};
  expect(description).toContain('see &lt;https://evil.example|the runbook&gt;');
  expect(description).not.toMatch(/<|@here/);
});

test('a Markdown link shows its target, in the chat and in the event on the bus', () => {
  const release = { by: 'ann', reason: '[the runbook](https://evil.example) ,@here', at: 0 };
  const event = recoveryReleasedEvent(SITE, 'drsjob-1', release);
  const handedOn = JSON.stringify(noticedEvent(event).detail['notice']);
  expect(JSON.stringify(noticeOf(event)?.chat.content)).not.toMatch(/\]\(|@here/);
  expect(handedOn).not.toMatch(/\]\(/);
});

test('a truncated text ends with a whole character', () => {
  const event = recoveryReleasedEvent(SITE, 'drsjob-1', { by: 'ann', reason: `a${'🙂'.repeat(40_000)}`, at: 0 });
  const { text = '', chat } = noticeOf(event) ?? {};
  expect([text, JSON.stringify(chat), JSON.stringify(noticedEvent(event))].map((one) => one.isWellFormed())).toEqual([
    true,
    true,
    true,
  ]);
});

test('a notice about 300 servers names ten of them and stays within the limit of SNS', () => {
  const sourceServerIds = Array.from({ length: 300 }, (_, n) => serverId(n));
  const standing = Object.fromEntries(sourceServerIds.map((id) => [id, `i-1 running “${'"'.repeat(400)}”`]));
  const fact: Fact = { type: 'LeakReported', sourceServerIds, standing };
  const [event] = drillEventsOf({ drillId: 'd-1', seq: 7, at: 0, cause: 'Woken', facts: [fact] }, DRILL);
  const { text = '', chat } = (event && noticeOf(event)) ?? {};
  expect(chat?.metadata.relatedResources).toEqual(sourceServerIds.slice(0, 10));
  const message = JSON.stringify({ default: JSON.stringify(chat), email: text });
  expect(Buffer.byteLength(message)).toBeLessThan(256 * 1024);
});

test('a notice says who released a hanging real recovery', () => {
  const release = { by: 'arn:aws:sts::111122223333:assumed-role/Operations/ann', reason: 'case 4711', at: 0 };
  const site = { accountId: '111122223333', region: 'eu-west-1' };
  const notice = noticeOf(recoveryReleasedEvent(site, 'drsjob-0123456789abcdef0', release));
  expect(notice?.subject).toMatch(/^Real recovery drsjob-0123456789abcdef0, which hangs, was released by arn:aws:sts/);
  expect(notice?.text).toContain('reason: case 4711');
});

test('a subject is one short line of ASCII, whatever the caller’s name', () => {
  const detail = { version: 1, eventId: 'x', drillId: 'd-1', at: null, by: `Zoë ${'a'.repeat(200)}\nBcc: x` };
  const subject = noticeOf({ type: 'Drill Leak Acknowledged', detail })?.subject ?? '';
  expect(subject).toMatch(/^[\x20-\x7e]{1,100}$/);
  expect(subject).toContain('Zo? aaa');
});

test('a leak notice says what is left of each server, what blocks its cleanup, and the last error of DRS', () => {
  const fact = {
    type: 'LeakReported' as const,
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

test('a notice of lost servers has one sentence per server with time and cause', () => {
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
  expect(notice?.subject).toMatch(/^LOST: drill \S+ lost 2 servers before their hold ended$/);
  expect(notice?.text.split('\n').slice(1, 3)).toEqual([
    `Instance i-1 of ${one} was lost before its hold ended: terminated since 2026-03-01T10:01:00.000Z (User initiated shutdown).`,
    `Instance i-1 of ${other}: it is unknown whether it was still up when its hold ended.`,
  ]);
});

test('a notice reports a drill that waits with instances up: for what, since when and how many; a drill that waits for its turn has no notice', () => {
  const rows = (wait: Wait) => {
    const fact = { type: 'WaitBegan' as const, wait };
    const [event] = drillEventsOf({ drillId: 'd-1', seq: 7, at: 0, cause: 'Woken', facts: [fact] }, aDrill({}));
    return { event, notice: event && noticeOf(event) };
  };
  const because = 'The lever of all Regions is FROZEN: “storm”, by ann';
  const { event, notice } = rows({ for: 'LEVER', since: 0, instances: 6, because });
  const since = '1970-01-01T00:00:00.000Z';
  expect(event).toMatchObject({ type: 'Drill Waits', detail: { for: 'LEVER', since, because, instances: 6 } });
  expect(notice?.subject).toMatch(/^Drill \S+ waits while instances are or may be up: 6$/);
  expect(notice?.text).toContain(`waitsFor: ${because}; 6 instances stay up until it is opened.`);
  const turn = rows({ for: 'TURN', since: 0, instances: 0, drillIds: ['d-2'], until: 1 });
  expect([turn.event?.detail['for'], turn.notice]).toEqual(['TURN', undefined]);
});
