import { expect, test } from 'vitest';
import type { DrillSummary } from '../../../src/page/api/client.ts';
import { mergedDrills } from '../../../src/page/api/mergedDrills.ts';

test('a drill that is in two phases is shown once, in the later one', () => {
  const { drills } = mergedDrills([], [summary('d-1', 'LAUNCHING'), summary('d-1', 'VERIFYING')]);
  expect(drills.map(({ phase }) => phase)).toEqual(['VERIFYING']);
});

test('a drill that is in none is kept until the next read, and not longer', () => {
  const first = mergedDrills([], [summary('d-1', 'HOLDING')]);
  const second = mergedDrills(first.seen, []);
  const third = mergedDrills(second.seen, []);
  expect([first, second, third].map(({ drills }) => drills.length)).toEqual([1, 1, 0]);
});

test('the newest request comes first', () => {
  const { drills } = mergedDrills(
    [summary('d-2', 'HOLDING')],
    [summary('d-1', 'HOLDING'), summary('d-3', 'REQUESTED')],
  );
  expect(drills.map(({ drillId }) => drillId)).toEqual(['d-3', 'd-2', 'd-1']);
});

/** The number of the id is the hour of its request. */
function summary(drillId: string, phase: DrillSummary['phase']): DrillSummary {
  return { drillId, phase, requestedAt: `2026-12-01T0${drillId.slice(2)}:00:00.000Z` } as DrillSummary;
}
