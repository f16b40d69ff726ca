import { describe, expect, test } from 'vitest';
import {
  axisOf,
  boundPoints,
  measuredTrials,
  regressedAt,
  stagePoints,
  tickText,
} from '../../../src/page/server/stageSeries.ts';
import { stageParts } from '../../../src/page/server/stages.ts';
import { aRegression, aTrial, stagesOf } from './trials.ts';

const MINUTES = { title: 'Minutes', seconds: 60 };

describe('the charts of a server', () => {
  test('drills are in the order of their requests, without those that measured nothing', () => {
    const newest = aTrial({ requestedAt: '2026-11-03T00:00:00.000Z' });
    const nothing = aTrial({ recoveryTimeSeconds: null, stages: stagesOf({}) });
    const oldest = aTrial({ requestedAt: '2026-11-01T00:00:00.000Z' });
    expect(measuredTrials([newest, nothing, oldest])).toEqual([oldest, newest]);
  });

  test('only the newest thirty drills are shown', () => {
    const trials = Array.from({ length: 40 }, (_, index) => aTrial({ drillId: `d-${index}` }));
    expect(measuredTrials(trials).map(({ drillId }) => drillId)).toContain('d-0');
    expect(measuredTrials(trials)).toHaveLength(30);
  });

  test('a stage that was not measured has no bar, and one of no length has', () => {
    const trials = [aTrial({ stages: stagesOf({ snapshotSeconds: 0 }) })];
    expect(stagePoints(trials, 'snapshot', MINUTES)).toEqual([{ x: trials[0]?.requestedAt, y: 0 }]);
    expect(stagePoints(trials, 'launch', MINUTES)).toEqual([]);
  });

  test('both bounds are in the unit of the axis', () => {
    const trials = [aTrial()];
    expect(boundPoints(trials, 'recoveryTimeSeconds', MINUTES)[0]?.y).toBe(10);
    expect(boundPoints(trials, 'recoveryTimeAtLeastSeconds', MINUTES)[0]?.y).toBe(9);
  });

  test('the regression is marked at its drill only', () => {
    const other = aTrial({ drillId: 'd-2', requestedAt: '2026-10-01T00:00:00.000Z' });
    expect(regressedAt([other, aTrial()], aRegression())).toBe('2026-11-01T02:00:00.000Z');
    expect(regressedAt([other], aRegression())).toBeUndefined();
    expect(regressedAt([aTrial()], null)).toBeUndefined();
  });

  test('drills of few days are named by their time', () => {
    const at = '2026-11-01T02:00:00.000Z';
    expect(tickText(at, [at])).toBe('11-01 02:00');
    const days = ['2026-11-02', '2026-11-03', '2026-11-04'].map((day) => `${day}T00:00:00.000Z`);
    expect(tickText(at, [at, ...days])).toBe('2026-11-01');
  });
});

test('a bar has only the stages that were measured, in their order', () => {
  const stages = stagesOf({ checksSeconds: 5, conversionSeconds: 200 });
  expect(stageParts(stages)).toEqual([
    { stage: 'conversion', seconds: 200 },
    { stage: 'checks', seconds: 5 },
  ]);
});

test('the axis is never shorter than a minute, so that half a second does not look long', () => {
  expect(axisOf([0.55], { title: 'Seconds', seconds: 1 })).toEqual([0, 60]);
  expect(axisOf([], MINUTES)).toEqual([0, 1]);
  expect(axisOf([600, 300], MINUTES)[1]).toBeCloseTo(11);
});
