import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countIn, secondsOf, UNITS, unitOf } from '../../../src/page/start/fields/units.ts';
import { durationLimits } from '../../../src/page/start/limitWords.ts';
import { planPairs } from '../../../src/page/start/planWords.ts';
import { pointIdsOf, pointLines } from '../../../src/page/start/recoveryPoints.ts';

describe('a duration that is entered', () => {
  test('is shown in its largest whole unit, and minutes before anything is entered', () => {
    expect([undefined, 0, 90, 5400, 7200].map((seconds) => unitOf(seconds).value)).toEqual([
      'min',
      'min',
      's',
      'min',
      'h',
    ]);
  });

  test('half an hour is 1800 seconds, and no number is no duration', () => {
    const hours = unitOf(3600);
    expect(['0.5', '', 'x'].map((text) => secondsOf(text, hours))).toEqual([1800, undefined, undefined]);
  });

  test('is the same in its own unit', () => {
    fc.assert(
      fc.property(fc.nat(604_800), (seconds) => {
        const unit = unitOf(seconds);
        expect(UNITS).toContainEqual(unit);
        expect(secondsOf(countIn(seconds, unit), unit)).toBe(seconds);
      }),
    );
  });

  test('has its default and its limits in words', () => {
    expect(durationLimits({ default: 900, minimum: 0, maximum: 2_592_000 })).toBe('Default 15 min; 0 s to 30 d.');
    expect(durationLimits({})).toBe('');
  });
});

test('recovery points by id are a server and a point in each line', () => {
  const ids = { 's-1': 'pit-1', 's-2': 'pit-2' };
  expect(pointIdsOf('s-1 pit-1\n\n s-2=pit-2 ')).toEqual(ids);
  expect(pointIdsOf(pointLines(ids))).toEqual(ids);
});

test('a plan says which servers it drills, as many as it names or by their tags', () => {
  const sample = { count: 2, by: 'STALEST' };
  const waves = [{ sourceServerIds: ['s-1'] }, { servers: { tags: { Tier: ['web', 'app'] }, sample }, optional: true }];
  expect(new Map(planPairs({ waves, holdSeconds: 1800, reason: 'r' })).get('Waves')).toBe(
    '1: 1 server · 2: the stalest 2 with Tier = web or app (optional)',
  );
});
