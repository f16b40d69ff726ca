import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DISTRIBUTION_SECONDS_MAX } from '../../src/drill/bounds.ts';
import { type Distribution, NO_SAMPLES, percentile, withSeconds } from '../../src/history/distribution.ts';
import { adding, EMPTY_TALLY, instanceHours } from '../../src/history/tally.ts';

/** Whole milliseconds from zero to ten years, each magnitude equally likely. */
const seconds = fc
  .tuple(fc.integer({ min: 0, max: 11 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([power, part]) => Math.round(10 ** power * part) / 1000);
const samples = fc.array(seconds, { minLength: 1, maxLength: 300, size: 'max' });

function distributionOf(values: readonly number[]): Distribution {
  return values.reduce(withSeconds, NO_SAMPLES);
}

describe('a distribution', () => {
  test('has exact count, minimum and maximum, and every percentile to within one percent', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(samples, share, (values, part) => {
        const distribution = distributionOf(values);
        const sorted = values.toSorted((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
        const found = percentile(distribution, part) ?? Number.NaN;
        expect(distribution).toMatchObject({ count: values.length, min: sorted[0], max: sorted.at(-1) });
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * 0.01);
      }),
    );
  });

  test('is the same, byte for byte, in whatever order the samples arrive', () => {
    const shuffled = samples.chain((values) =>
      fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
    );
    const property = fc.property(shuffled, ([values, others]) => {
      expect(JSON.stringify(distributionOf(others))).toBe(JSON.stringify(distributionOf(values)));
    });
    fc.assert(property);
  });

  test('stays small, however many samples it has and however large they are', () => {
    const values = Array.from({ length: 3000 }, (_, n) => 1.0085 ** n / 1000);
    const distribution = distributionOf([...values, Number.MAX_SAFE_INTEGER]);
    expect(Object.keys(distribution.buckets).length).toBeLessThan(2800);
    expect(JSON.stringify(distribution).length).toBeLessThan(30_000);
    expect(distribution.max).toBeGreaterThan(DISTRIBUTION_SECONDS_MAX);
  });

  test('claims no more digits than it knows: a percentile from a bucket has three', () => {
    const property = fc.property(samples, (values) => {
      const distribution = distributionOf(values);
      const found = percentile(distribution, 0.5) ?? Number.NaN;
      expect([distribution.min, distribution.max, Number(found.toPrecision(3))]).toContain(found);
    });
    fc.assert(property);
    expect(percentile(distributionOf([800, 905.3, 1000]), 0.5)).toBe(905);
  });

  test('without samples has no percentile', () => {
    expect(percentile(NO_SAMPLES, 0.5)).toBeNull();
  });
});

describe('a tally', () => {
  test('adds up what was measured, and leaves out what was not', () => {
    const one = {
      outcome: 'PASSED' as const,
      world: 'REAL' as const,
      objectives: 'UNDECIDED' as const,
      trials: 2,
      passed: 1,
      stopped: 1,
      holdOverrun: null,
      instanceSeconds: [1800.25, null],
      instanceSecondsAtLeast: [900, null],
    };
    const tally = adding(EMPTY_TALLY, {
      ...one,
      recoveryTimes: [60, null],
      recoveryTimesAtLeast: [45, null],
      recoveryPoints: [null, null],
    });
    expect(tally.objectives).toEqual({ UNDECIDED: 1 });
    expect(tally.recoveryTimeAtLeast).toMatchObject({ count: 1, min: 45, max: 45 });
    expect(tally).toMatchObject({ drills: 1, byOutcome: { PASSED: 1 }, trials: 2, passed: 1, instanceMs: 1_800_250 });
    expect(tally.instanceMsAtLeast).toBe(900_000);
    expect([tally.recoveryTime.count, tally.recoveryPoint.count, tally.holdOverrun.count]).toEqual([1, 0, 0]);
    expect(
      instanceHours(
        adding(tally, { ...one, recoveryTimes: [], recoveryTimesAtLeast: [], recoveryPoints: [] }).instanceMs,
      ),
    ).toBe(1);
  });
});
