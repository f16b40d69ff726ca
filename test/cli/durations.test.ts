import { describe, expect, test } from 'vitest';
import { coming, duration, moment, past, seconds } from '../../src/cli/durations.ts';

describe('durations', () => {
  test.each([
    ['0', 0],
    ['90', 90],
    ['90s', 90],
    ['30m', 1800],
    ['30min', 1800],
    ['1h30m', 5400],
    ['1h 30m', 5400],
    ['2d', 172_800],
    ['1w', 604_800],
  ])('%s is %i seconds', (text, expected) => {
    expect(seconds(text)).toBe(expected);
  });

  test.each(['', '-1', '1.5h', '5 minutes', 'h', '1h-', 'x1h', '99999999999999999h', 'toString', '1constructor'])(
    '"%s" is refused with the allowed formats',
    (text) => {
      expect(() => seconds(text)).toThrow(/30m, 1h30m/);
    },
  );

  test.each([
    [0, '0 s'],
    [59.6, '1 min'],
    [3661, '1 h 1 min'],
    [90_000, '25 h'],
    [200_000, '2 d 7 h'],
    [-3, '0 s'],
  ])('%f seconds are shown as %s', (counted, said) => {
    expect(duration(counted)).toBe(said);
  });
});

describe('times', () => {
  const NOW = Date.parse('2026-11-22T12:00:00Z');

  test.each([
    ['2026-11-22T12:00:00Z', '2026-11-22T12:00:00.000Z'],
    ['2026-11-22T12:00:00.5+02:00', '2026-11-22T10:00:00.500Z'],
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['2h', '2026-11-22T10:00:00.000Z'],
  ])('%s is %s', (text, at) => {
    const lies = past(moment(text));
    expect(typeof lies === 'string' ? lies : lies(NOW)).toBe(at);
  });

  test('a duration may also be in the future', () => {
    expect(coming(moment('2h'), NOW)).toBe('2026-11-22T14:00:00.000Z');
  });

  test.each(['yesterday', '2026-13-01', '2026-11-22T12:00:00', '2026-11-22T25:00:00Z', ''])(
    '"%s" is refused',
    (text) => {
      expect(() => moment(text)).toThrow(/must be/);
    },
  );
});
