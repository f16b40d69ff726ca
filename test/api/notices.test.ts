import { expect, test } from 'vitest';
import { recoveryReleasedEvent } from '../../src/api/drillEvents.ts';
import { noticeOf } from '../../src/api/notices.ts';

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
