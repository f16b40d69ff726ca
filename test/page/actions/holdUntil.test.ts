import { expect, test } from 'vitest';
import { holdUntilOf, type NewEnd } from '../../../src/page/actions/holdUntil.ts';

const ENDS_AT = '2026-12-01T03:10:00.000Z';
const chosen = (by: NewEnd['by'], time: Partial<NewEnd['time']> = {}): NewEnd => ({
  by,
  time: { day: '2026-12-01', time: '05:00', ...time },
});

test('a duration counts from the end of the hold', () => {
  expect(holdUntilOf(chosen('30'), ENDS_AT)).toEqual({ holdUntil: '2026-12-01T03:40:00.000Z', fault: null });
});

test('a time is in UTC', () => {
  expect(holdUntilOf(chosen('TIME'), ENDS_AT)).toEqual({ holdUntil: '2026-12-01T05:00:00.000Z', fault: null });
});

test.each([
  ['2026-13-01', '05:00'],
  ['2027-02-31', '05:00'],
  ['2026-12', '05:00'],
  ['', '05:00'],
  ['2026-12-02', ''],
  ['2026-12-01', '5'],
])('“%s” with “%s” is no time, and nothing is sent', (day, time) => {
  const { holdUntil, fault } = holdUntilOf(chosen('TIME', { day, time }), ENDS_AT);
  expect(holdUntil).toBeNull();
  expect(fault).toMatch(/needs a day and a time/);
});

test('a new end that is not a minute later is refused before it is sent', () => {
  expect(holdUntilOf(chosen('TIME', { time: '03:10' }), ENDS_AT).fault).toMatch(/at least a minute/);
  expect(holdUntilOf(chosen('TIME', { time: '03:11' }), ENDS_AT).fault).toBeNull();
});

test('a hold that has not begun has no new end', () => {
  expect(holdUntilOf(chosen('30'), null)).toMatchObject({ holdUntil: null, fault: expect.any(String) });
});
