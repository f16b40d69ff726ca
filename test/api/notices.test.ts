import { expect, test } from 'vitest';
import { noticeOf } from '../../src/api/notices.ts';

test('a subject is one short line of ASCII, whatever the drill is called', () => {
  const detail = { version: 1, eventId: 'x', drillId: 'd-1', at: null, by: `Zoë ${'a'.repeat(200)}\nBcc: x` };
  const subject = noticeOf({ type: 'Drill Leak Acknowledged', detail })?.subject ?? '';
  expect(subject).toMatch(/^[\x20-\x7e]{1,100}$/);
  expect(subject).toContain('Zo? aaa');
});
