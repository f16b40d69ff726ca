import { describe, expect, test } from 'vitest';
import { instantOf, momentText, secondsOf } from '../../src/aws/times.ts';

describe('a timestamp of DRS', () => {
  test.each([
    ['2022-12-07T19:15:38.846723+00:00', Date.UTC(2022, 11, 7, 19, 15, 38, 846)],
    ['2022-12-07T19:25:00+00:00', Date.UTC(2022, 11, 7, 19, 25)],
    ['2022-12-07T19:25:00Z', Date.UTC(2022, 11, 7, 19, 25)],
    ['2022-12-07T19:25:00.5Z', Date.UTC(2022, 11, 7, 19, 25, 0, 500)],
    ['2022-12-07T19:25:00+02:00', Date.UTC(2022, 11, 7, 17, 25)],
  ])('is parsed from %s', (text, instant) => {
    expect(instantOf(text)).toBe(instant);
  });

  test.each([
    undefined,
    '',
    'yesterday',
    '2022-12-07',
    '2022-12-07T19:25:00',
    '2022-02-31T00:00:00Z',
    '2022-12-07T25:00:00Z',
  ])('is not parsed from %s', (text) => {
    expect(instantOf(text)).toBeNull();
  });

  test('is formatted so that it can be parsed again', () => {
    const instant = Date.UTC(2026, 2, 1, 10, 0, 0, 7);
    expect(instantOf(momentText(instant))).toBe(instant);
  });
});

describe('a duration of DRS', () => {
  test.each([
    ['P0D', 0],
    ['PT0S', 0],
    ['P152D', 152 * 86_400],
    ['PT15M', 900],
    ['P2DT1H32M12.136909S', 2 * 86_400 + 3600 + 32 * 60 + 12.136909],
  ])('is parsed from %s', (text, seconds) => {
    expect(secondsOf(text)).toBeCloseTo(seconds, 6);
  });

  test.each([undefined, '', 'P', 'PT', 'P1DT', 'P1M', '15 minutes', '-PT1S'])('is not parsed from %s', (text) => {
    expect(secondsOf(text)).toBeNull();
  });
});
