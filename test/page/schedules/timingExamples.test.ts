import { expect, test } from 'vitest';
import { expressionOf, timingExamples } from '../../../src/page/schedules/timingExamples.ts';
import { timingFault } from '../../../src/page/schedules/timingFault.ts';

const NOW = Date.parse('2027-03-20T12:34:56.000Z');
const NONE = { day: '', time: '' };

test('every offered expression is one that the API takes, on any day', () => {
  const faults = timingExamples(NOW).map(({ value }) =>
    timingFault({ expression: value, timeZone: 'UTC', startAt: NONE, endAt: NONE }, NOW),
  );
  expect(faults.every((fault) => fault === undefined)).toBe(true);
});

test('whoever writes the words of an example gets its expression', () => {
  expect(expressionOf('Every Sunday at 02:00', NOW)).toBe('cron(0 2 ? * SUN *)');
  expect(expressionOf('rate(2 days)', NOW)).toBe('rate(2 days)');
});

test('what the API would refuse is said before it is sent', () => {
  const form = { expression: 'every Tuesday', timeZone: 'UTC', startAt: NONE, endAt: NONE };
  expect(timingFault(form, NOW)).toContain('must be cron(…), rate(…) or at(');
});
