import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SAMPLES_KEPT } from '../../src/drill/bounds.ts';
import { regressionOf, type Sample, withSample } from '../../src/history/regression.ts';
import { NO_STAGES } from '../../src/history/stages.ts';

/** Samples an hour apart, the last one newest. */
function samplesOf(...seconds: number[]): Sample[] {
  return seconds.map((one, n) => ({ drillId: `d-${n}`, endedAt: n * 3_600_000, seconds: one, stages: NO_STAGES }));
}

describe('a recovery time is a regression', () => {
  test('when it is slower than the median by more than three deviations', () => {
    const steady = [1000, 1100, 900, 1200, 800];
    expect(regressionOf(samplesOf(...steady, 1444))).toBeNull();
    expect(regressionOf(samplesOf(...steady, 1445))).toEqual({
      drillId: 'd-5',
      at: 5 * 3_600_000,
      seconds: 1445,
      median: 1000,
      deviation: 100,
      samples: 5,
      slower: null,
    });
  });

  test('not within the interval between two looks, nor within a tenth', () => {
    expect(regressionOf(samplesOf(600, 600, 600, 600, 600, 780))).toBeNull();
    expect(regressionOf(samplesOf(600, 600, 600, 600, 600, 781))).toMatchObject({ seconds: 781 });
    expect(regressionOf(samplesOf(9000, 9000, 9000, 9000, 9000, 9900))).toBeNull();
    expect(regressionOf(samplesOf(9000, 9000, 9000, 9000, 9000, 9901))).toMatchObject({ seconds: 9901 });
  });

  test('only when there are five before it', () => {
    expect(regressionOf(samplesOf(600, 600, 600, 600, 9000))).toBeNull();
    expect(regressionOf([])).toBeNull();
  });

  test('never when it is faster', () => {
    expect(regressionOf(samplesOf(6000, 6000, 6000, 6000, 6000, 60))).toBeNull();
  });

  test('and names the stage that slowed down most, if it was measured', () => {
    const before = samplesOf(600, 600, 600, 600, 600).map((sample, n) => ({
      ...sample,
      stages: { snapshot: 60, conversion: n === 0 ? null : 300, launch: 100, boot: null },
    }));
    const stages = { snapshot: 200, conversion: 900, launch: 90, boot: 5000 };
    const newest = { drillId: 'd-9', endedAt: 9 * 3_600_000, seconds: 1500, stages };
    expect(regressionOf([...before, newest])?.slower).toEqual({ stage: 'conversion', seconds: 900, median: 300 });
  });
});

describe('checks that take longer', () => {
  /** Recovery times of ten minutes, with these times of the checks after them. */
  function checkedIn(...checks: (number | null)[]): Sample[] {
    return samplesOf(...checks.map(() => 600)).map((sample, n) => ({
      ...sample,
      stages: { ...NO_STAGES, checks: checks[n] ?? null },
    }));
  }

  test('are a regression of their own, although the servers booted as fast as ever', () => {
    expect(regressionOf(checkedIn(30, 30, 30, 30, 30, 211))).toEqual({
      ...{ drillId: 'd-5', at: 5 * 3_600_000, seconds: 600, median: 600, deviation: 0, samples: 5 },
      slower: { stage: 'checks', seconds: 211, median: 30 },
    });
    expect(regressionOf(checkedIn(30, 30, 30, 30, 30, 210))).toBeNull();
  });

  test('are compared only with drills that were checked, and only when there are five of them', () => {
    expect(regressionOf(checkedIn(null, 30, 30, 30, 30, 900))).toBeNull();
    expect(regressionOf(checkedIn(null, 30, 30, 30, 30, 30, 900))?.slower?.median).toBe(30);
    expect(regressionOf(checkedIn(30, 30, 30, 30, 30, null))).toBeNull();
  });

  test('do not explain a recovery time, which ends before them', () => {
    const before = checkedIn(30, 30, 30, 30, 30);
    const newest = { ...samplesOf(900)[0], drillId: 'd-9', endedAt: 9 * 3_600_000 } as Sample;
    const both = [...before, { ...newest, stages: { ...NO_STAGES, checks: 900 } }];
    expect(regressionOf(both)).toMatchObject({ seconds: 900, slower: null });
  });

  test('are not known of samples of an earlier version', () => {
    const { checks: _, ...earlier } = NO_STAGES;
    const before = samplesOf(600, 600, 600, 600, 600, 600, 600).map((sample) => ({ ...sample, stages: earlier }));
    expect(regressionOf(before)).toBeNull();
    const newest = { ...checkedIn(900)[0], drillId: 'd-9', endedAt: 9 * 3_600_000 } as Sample;
    expect(regressionOf([...before, newest])).toBeNull();
  });
});

describe('the samples that are kept', () => {
  test('are the newest, in whatever order they arrive, each once', () => {
    const all = samplesOf(...Array.from({ length: SAMPLES_KEPT + 20 }, (_, n) => n));
    const shuffled = fc.shuffledSubarray([...all, ...all.slice(0, 30)], { minLength: all.length + 30 });
    fc.assert(
      fc.property(shuffled, (samples) => {
        expect(samples.reduce(withSample, [] as Sample[])).toEqual(all.slice(-SAMPLES_KEPT));
      }),
      { numRuns: 20 },
    );
  });

  test('are in the order of their drills when they ended at the same moment', () => {
    const [first, second] = samplesOf(1, 2).map((sample) => ({ ...sample, endedAt: 7 })) as [Sample, Sample];
    expect(withSample([second], first)).toEqual([first, second]);
  });
});
