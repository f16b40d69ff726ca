import { expect, test } from 'vitest';
import { holdUntilOf, type NewEnd } from '../../../src/page/actions/holdUntil.ts';

const ENDS_AT = '2026-12-01T03:10:00.000Z';
const chosen = (part: Partial<NewEnd>): NewEnd => ({
  ...{ by: 'DURATION', minutesMore: '30', day: '2026-12-01', timeOfDay: '05:00' },
  ...part,
});

test('a duration counts from the end of the hold', () => {
  expect(holdUntilOf(chosen({}), ENDS_AT)).toEqual({ holdUntil: '2026-12-01T03:40:00.000Z', fault: null });
});

test('a time is in UTC', () => {
  expect(holdUntilOf(chosen({ by: 'TIME' }), ENDS_AT)).toEqual({ holdUntil: '2026-12-01T05:00:00.000Z', fault: null });
});

test.each(['', '-5', '1.5', 'soon'])('“%s” is no number of minutes', (minutesMore) => {
  expect(holdUntilOf(chosen({ minutesMore }), ENDS_AT)).toMatchObject({
    holdUntil: null,
    fault: expect.stringMatching(/minutes/),
  });
});

test.each([
  ['2026-13-01', '05:00'],
  ['2027-02-31', '05:00'],
  ['2026-12', '05:00'],
  ['', '05:00'],
  ['2026-12-01', '5'],
])('%s %s is no time', (day, timeOfDay) => {
  expect(holdUntilOf(chosen({ by: 'TIME', day, timeOfDay }), ENDS_AT).holdUntil).toBeNull();
});

test('a new end that is not a minute later is refused before it is sent', () => {
  expect(holdUntilOf(chosen({ by: 'TIME', timeOfDay: '03:10' }), ENDS_AT).fault).toMatch(/at least a minute/);
  expect(holdUntilOf(chosen({ minutesMore: '0' }), ENDS_AT).fault).toMatch(/at least a minute/);
});
