import { expect, test } from 'vitest';
import { momentOf, typedMoment } from '../../../src/page/words/moments.ts';

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
