import { expect, test } from 'vitest';
import { dayFault, momentOf, timeFault, typedMoment, withDay } from '../../../src/page/words/moments.ts';

test('a typed day and time are UTC, and a day alone means its midnight', () => {
  expect(momentOf({ day: '2026-12-24', time: '02:30' })).toBe('2026-12-24T02:30:00.000Z');
  expect(momentOf({ day: '2026-12-24', time: '' })).toBe('2026-12-24T00:00:00.000Z');
});

test('a day that does not exist, or is not typed to its end, is no time', () => {
  expect(momentOf({ day: '2027-02-30', time: '00:00' })).toBeUndefined();
  expect(momentOf({ day: '2027-02', time: '00:00' })).toBeUndefined();
  expect(momentOf({ day: '2027-02-03', time: '25:00' })).toBeUndefined();
});

test('a time of the API comes back as it is typed, and none stays none', () => {
  expect(typedMoment('2026-12-24T02:30:15.000Z')).toEqual({ day: '2026-12-24', time: '02:30' });
  expect(typedMoment(null)).toEqual({ day: '', time: '' });
});

test('a day may be pasted in either form, and a whole time sets the day and the time', () => {
  const before = { day: '', time: '02:00' };
  expect(withDay(before, ' 2026-12-23 ')).toEqual({ day: '2026-12-23', time: '02:00' });
  expect(withDay(before, '2026/12/23')).toEqual({ day: '2026-12-23', time: '02:00' });
  expect(withDay(before, '2026-12-23 18:30 UTC')).toEqual({ day: '2026-12-23', time: '18:30' });
  expect(withDay(before, '2026-12-23T18:30:00+01:00')).toEqual({ day: '2026-12-23', time: '17:30' });
});

test('what is no day or time is said, and never ignored', () => {
  expect(dayFault({ day: '23.12.2026', time: '' })).toBe('Write a day that exists, as 2026-12-23.');
  expect(dayFault({ day: '', time: '02:00' })).toBe('The day is missing.');
  expect(dayFault({ day: '', time: '' })).toBeUndefined();
  expect(dayFault({ day: '2026-12-23', time: '99' })).toBeUndefined();
  expect(timeFault({ day: '', time: '2 pm' })).toBe('Write hours and minutes, as 02:30.');
  expect(timeFault({ day: '', time: '' })).toBeUndefined();
});
