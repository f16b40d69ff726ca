import fc from 'fast-check';
import { expect, test } from 'vitest';
import { journalView } from '../../../src/api/views/journalView.ts';
import { anyFact } from '../../drill/someFacts.ts';

/** No duration, count or number of a drill is as large as an epoch time in milliseconds. */
const SMALLEST_MOMENT = Date.UTC(2000, 0, 1);

test('every instant in a journal is shown in RFC 3339, whatever the fact', () => {
  fc.assert(
    fc.property(anyFact, (fact) => {
      const { facts } = journalView({ drillId: 'd-1', seq: 1, at: 0, cause: 'Woken', facts: [fact] });
      expect(numbersIn(facts).filter((number) => number >= SMALLEST_MOMENT)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test('every other value is shown as recorded', () => {
  const fact = { type: 'WakeScheduled' as const, n: 3, wakeAt: Date.UTC(2026, 10, 26, 12) };
  const { facts } = journalView({ drillId: 'd-1', seq: 1, at: 0, cause: 'Woken', facts: [fact] });
  expect(facts).toEqual([{ type: 'WakeScheduled', n: 3, wakeAt: '2026-11-26T12:00:00.000Z' }]);
});

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
