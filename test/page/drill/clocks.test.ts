import { describe, expect, test } from 'vitest';
import { scalesOf, verdictCounts } from '../../../src/page/drill/clocks/clockRows.ts';
import { holdOverrun } from '../../../src/page/drill/clocks/holdOverrun.ts';
import { verdictOf } from '../../../src/page/drill/clocks/verdictOf.ts';
import { at, drill, NOT_MEASURED, ONE, server } from './drills.ts';

describe('an objective', () => {
  const between = { seconds: 700, atLeastSeconds: 500 };

  test('is met if even the upper bound keeps it, and missed if even the lower bound does not', () => {
    expect(verdictOf(between, 700)).toBe('MET');
    expect(verdictOf(between, 499)).toBe('MISSED');
  });

  test('is undecided between the bounds, and without a measure', () => {
    expect(verdictOf(between, 600)).toBe('UNDECIDED');
    expect(verdictOf(NOT_MEASURED, 600)).toBe('UNDECIDED');
  });

  test('has no verdict where there is none', () => {
    expect(verdictOf(between, undefined)).toBeNull();
  });

  test('is counted over the servers', () => {
    const rows = [700, 650, null].map((seconds) =>
      server(ONE, 1, { recoveryTime: { ...NOT_MEASURED, seconds, atLeastSeconds: seconds } }),
    );
    expect(verdictCounts(rows, { recoveryTimeSeconds: 660 })).toEqual(['Recovery time: 1 met, 1 undecided, 1 missed']);
  });
});

describe('the hold overrun', () => {
  const accepted = { terminationAcceptedAt: at(33) };

  test('is from the planned end until DRS accepted the termination', () => {
    const held = drill({ hold: { beganAt: at(22), until: at(32), endedAt: at(32.5) } });
    expect(holdOverrun(held, accepted)).toEqual({ seconds: 60, isUpperBound: false });
  });

  test('is from the end by a person, if one ended it', () => {
    const held = drill({ hold: { beganAt: at(22), until: at(60), endedAt: at(31), endedBy: 'ada' } });
    expect(holdOverrun(held, accepted).seconds).toBe(120);
  });

  test('is not measured before the termination or without a hold, and never 0 instead', () => {
    const held = drill({ hold: { beganAt: at(22), until: at(32) } });
    expect(holdOverrun(held, { terminationAcceptedAt: null }).seconds).toBeNull();
    expect(holdOverrun(drill(), accepted).seconds).toBeNull();
  });

  test('is an upper bound after a real recovery, which forbids terminations', () => {
    const recovery = { jobId: 'j', state: 'COMPLETED' as const, sourceServerIds: [], endedAt: null, released: false };
    const held = drill({ realRecoveries: [recovery], hold: { beganAt: at(22), until: at(32) } });
    expect(holdOverrun(held, accepted).isUpperBound).toBe(true);
  });
});

test('the bars of all servers have one scale, which has room for the objective', () => {
  const rows = [server(ONE, 1, { recoveryTime: { ...NOT_MEASURED, seconds: 600 } })];
  expect(scalesOf(rows, { recoveryTimeSeconds: 1000 }).timeSeconds).toBeCloseTo(1100);
  expect(scalesOf(rows, {}).timeSeconds).toBeCloseTo(660);
});
