import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthOf, monthsIn, sums, weekOf, weeksIn } from '../../../src/page/trends/buckets.ts';
import { dayAfter, dayText } from '../../../src/page/trends/trendsRange.ts';

const day = fc.integer({ min: 0, max: 40_000 }).map((days) => dayText(days * 86_400_000));
const range = fc.tuple(day, fc.nat(800)).map(([from, days]) => ({ from, to: dayAfter(from, days) }));

describe('weeks and months', () => {
  test('a week begins on Monday, also across a year', () => {
    expect([weekOf('2026-11-30'), weekOf('2026-12-06'), weekOf('2027-01-01')]).toEqual([
      ...['2026-11-30', '2026-11-30', '2026-12-28'],
    ]);
  });

  test('weeks and months without drills are there', () => {
    expect(weeksIn({ from: '2026-11-04', to: '2026-11-18' })).toEqual(['2026-11-02', '2026-11-09', '2026-11-16']);
    expect(monthsIn({ from: '2026-11-30', to: '2027-02-01' })).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  });

  test('every day of a range belongs to exactly one of its weeks and months', () => {
    fc.assert(
      fc.property(range, fc.nat(800), ({ from, to }, some) => {
        const one = dayAfter(from, some) <= to ? dayAfter(from, some) : to;
        const [weeks, months] = [weeksIn({ from, to }), monthsIn({ from, to })];
        expect(weeks.filter((week) => week === weekOf(one))).toHaveLength(1);
        expect(months.filter((month) => month === monthOf(one))).toHaveLength(1);
        expect(weekOf(one) <= one && one < dayAfter(weekOf(one), 7)).toBe(true);
      }),
    );
  });

  test('nothing is lost when days are added up', () => {
    fc.assert(
      fc.property(range, fc.array(fc.nat(800)), ({ from, to }, offsets) => {
        const days = offsets.map((offset) => dayAfter(from, offset)).filter((one) => one <= to);
        const counts = sums(weeksIn({ from, to }), days, { bucket: weekOf, count: () => 1 });
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(days.length);
      }),
    );
  });
});
