import { describe, expect, test } from 'vitest';
import { comingTimes, timesOf } from '../../../src/api/schedules/scheduleTimes.ts';

const at = (text: string) => Date.parse(text);

describe('cron expressions', () => {
  test.each([
    ['every night', 'cron(0 2 * * ? *)', ['2026-12-01T02:00', '2026-12-02T02:00', '2026-12-03T02:00']],
    ['on working days', 'cron(0 2 ? * MON-FRI *)', ['2026-12-01T02:00', '2026-12-02T02:00', '2026-12-03T02:00']],
    ['with 1 as Sunday', 'cron(0 2 ? * 1 *)', ['2026-12-06T02:00', '2026-12-13T02:00', '2026-12-20T02:00']],
    ['on the last day of the month', 'cron(0 2 L * ? *)', ['2026-12-31T02:00', '2027-01-31T02:00', '2027-02-28T02:00']],
    [
      'on the working day nearest to the 15th',
      'cron(0 2 15W * ? *)',
      ['2026-12-15T02:00', '2027-01-15T02:00', '2027-02-15T02:00'],
    ],
    ['on the last working day', 'cron(0 2 LW * ? *)', ['2026-12-31T02:00', '2027-01-29T02:00', '2027-02-26T02:00']],
    ['on the second Friday', 'cron(0 2 ? * 6#2 *)', ['2026-12-11T02:00', '2027-01-08T02:00', '2027-02-12T02:00']],
    ['on the last Friday', 'cron(0 2 ? * 6L *)', ['2026-12-25T02:00', '2027-01-29T02:00', '2027-02-26T02:00']],
    ['on the last day of the week', 'cron(0 2 ? * L *)', ['2026-12-05T02:00', '2026-12-12T02:00', '2026-12-19T02:00']],
    ['in steps', 'cron(5/25 2 1 * ? *)', ['2026-12-01T02:05', '2026-12-01T02:30', '2026-12-01T02:55']],
    ['in some years', 'cron(0 2 1 1 ? 2028-2031)', ['2028-01-01T02:00', '2029-01-01T02:00', '2030-01-01T02:00']],
  ])('%s', (_when, expression, expected) => {
    expect(coming(expression, 'UTC', '2026-12-01T00:00:00Z')).toEqual(expected);
  });

  test('skip a time that the change of clocks skips, and run once in the hour that comes twice', () => {
    expect(coming('cron(30 2 * * ? *)', 'Europe/Berlin', '2027-03-26T12:00:00Z')).toEqual([
      '2027-03-27T01:30',
      '2027-03-29T00:30',
      '2027-03-30T00:30',
    ]);
    expect(coming('cron(30 2 * * ? *)', 'Europe/Berlin', '2026-10-24T12:00:00Z')).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
      '2026-10-27T01:30',
    ]);
  });

  test.each([
    ['cron(0 2 * * *)', 'six fields'],
    ['cron(0 2 * * * *)', 'must have ?'],
    ['cron(0 2 ? * ? *)', 'must have ?'],
    ['cron(0 2 ? * 8 *)', '1 (Sunday) to 7'],
    ['cron(0 2 ? * 0 *)', '1 (Sunday) to 7'],
    ['cron(60 2 * * ? *)', 'minute'],
    ['cron(0 2 L-3 * ? *)', 'L-3'],
    ['every night', 'must be cron(…)'],
    ['rate(1 days)', 'singular'],
    ['rate(2 day)', 'singular'],
    ['rate(0 days)', 'rate(1 day)'],
    ['at(2026-12-01)', 'must be cron(…)'],
  ])('%s is refused', (expression, why) => {
    expect(() => timesOf({ expression, timeZone: 'UTC', from: 0 })).toThrow(why);
  });
});

describe('rates and single times', () => {
  test('a rate counts from the whole minute after its start, and keeps its grid', () => {
    const next = timesOf({ expression: 'rate(12 hours)', timeZone: 'UTC', from: at('2026-12-01T00:00:30Z') });
    const times = ['2026-12-01T00:00:00Z', '2026-12-01T00:01:00Z', '2026-12-05T00:00:00Z'].map((from) =>
      next(at(from)),
    );
    expect(times).toEqual(['2026-12-01T00:01:00Z', '2026-12-01T12:01:00Z', '2026-12-05T00:01:00Z'].map(at));
  });

  test('a single time is that of its zone, and comes once', () => {
    expect(coming('at(2026-12-24T02:00:00)', 'Europe/Berlin', '2026-12-01T00:00:00Z')).toEqual(['2026-12-24T01:00']);
  });

  test('a single time that the change of clocks skips never comes', () => {
    expect(coming('at(2027-03-28T02:30:00)', 'Europe/Berlin', '2026-12-01T00:00:00Z')).toEqual([]);
  });
});

test('the coming times of a schedule are the next five between its start and its end', () => {
  const terms = {
    ...{ plan: 'shop', planVersion: 1, expression: 'cron(0 2 * * ? *)', timeZone: 'UTC', enabled: true, dryRun: false },
    ...{ flexibleWindowMinutes: 0, overrides: {}, waiversUntil: null },
    startAt: at('2026-12-10T00:00:00Z'),
    endAt: at('2026-12-13T02:00:00Z'),
  };
  const times = (endAt: number) =>
    comingTimes({ terms: { ...terms, endAt }, generation: 0 }, at('2026-12-01T00:00:00Z'));
  expect(times(terms.endAt).map(minute)).toEqual(['2026-12-10T02:00', '2026-12-11T02:00', '2026-12-12T02:00']);
  expect(times(at('2027-12-13T02:00:00Z'))).toHaveLength(5);
});

function coming(expression: string, timeZone: string, from: string): string[] {
  const next = timesOf({ expression, timeZone, from: 0 });
  const times: number[] = [];
  for (let time = next(at(from)); time !== undefined && times.length < 3; time = next(time)) times.push(time);
  return times.map(minute);
}

function minute(time: number): string {
  return new Date(time).toISOString().slice(0, 16);
}
