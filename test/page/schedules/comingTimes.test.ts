import { describe, expect, test } from 'vitest';
import { timesOf } from '../../../src/api/schedules/scheduleTimes.ts';
import { comingTimes } from '../../../src/page/schedules/comingTimes.ts';
import { utcBeside, zonedText } from '../../../src/page/schedules/zonedText.ts';

const NOW = Date.parse('2026-03-20T12:34:56.000Z');

describe('the preview of coming times', () => {
  test.each([
    'cron(0 2 ? * MON-FRI *)',
    'cron(30 2 ? * SUN *)',
    'cron(15 10 L * ? *)',
    'cron(0 9 ? * 6L *)',
    'cron(0 9 ? * 2#1 *)',
    'cron(0/20 8-10 ? * * *)',
    'cron(0 8 15W * ? *)',
    'cron(0 8 1 1 ? 2027)',
    'cron(0 8 1 1 ? 2020)',
    'rate(1 hour)',
    'rate(12 hours)',
    'rate(5 days)',
    'at(2026-12-24T02:00:00)',
    'at(2026-03-29T02:30:00)',
  ])('%s: the same as the API', (expression) => {
    for (const timeZone of ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe']) {
      const answer = comingTimes({ expression, timeZone, startMs: undefined, endMs: undefined }, NOW);
      expect(answer).toEqual({ times: ofApi(expression, timeZone) });
    }
  });

  test.each([
    'cron(0 2 * * * *)',
    'cron(0 2)',
    'rate(1 hours)',
    'rate(0 days)',
    'at(tomorrow)',
    'cron(61 2 ? * * *)',
    '',
  ])('%s: refused, as by the API', (expression) => {
    const answer = comingTimes({ expression, timeZone: 'UTC', startMs: undefined, endMs: undefined }, NOW);
    expect(answer).toHaveProperty('wrong');
    expect(() => ofApi(expression, 'UTC')).toThrow();
  });

  test('a zone that no database knows is refused', () => {
    const timing = { expression: 'rate(1 day)', timeZone: '+01:00', startMs: undefined, endMs: undefined };
    expect(comingTimes(timing, NOW)).toHaveProperty('wrong');
  });

  test('none is before the start, and none from the end on', () => {
    const [startMs, endMs] = ['2026-04-01T00:00:00.000Z', '2026-04-03T00:00:00.000Z'].map((at) => Date.parse(at));
    const answer = comingTimes({ expression: 'rate(1 day)', timeZone: 'UTC', startMs, endMs }, NOW);
    expect(answer).toEqual({ times: [startMs, (startMs ?? 0) + 86_400_000] });
  });
});

test('a start that is one of the times is the first of them', () => {
  const startMs = Date.parse('2026-04-01T02:00:00.000Z');
  const timing = { expression: 'cron(0 2 ? * * *)', timeZone: 'UTC', startMs, endMs: startMs + 1 };
  expect(comingTimes(timing, NOW)).toEqual({ times: [startMs] });
});

describe('a time in the zone of its schedule', () => {
  test('is what a clock there shows, with its weekday', () => {
    expect(zonedText('2026-12-02T01:00:00.000Z', 'Europe/Berlin')).toBe('Wed 2026-12-02 02:00');
  });

  test('has its time in UTC beside it, with the day where that is another one', () => {
    expect(utcBeside('2026-12-02T01:00:00.000Z', 'Europe/Berlin')).toBe('01:00 UTC');
    expect(utcBeside('2026-12-02T23:00:00.000Z', 'Asia/Tokyo')).toBe('Wed 2026-12-02 23:00 UTC');
  });
});

function ofApi(expression: string, timeZone: string): number[] {
  const next = timesOf({ expression, timeZone, from: NOW });
  const times: number[] = [];
  for (let at = next(NOW); at !== undefined && times.length < 5; at = next(at)) times.push(at);
  return times;
}
