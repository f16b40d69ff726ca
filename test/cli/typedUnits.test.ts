import { expect, test } from 'vitest';
import { faultLine } from '../../src/cli/http/problemWords.ts';
import { inUnit } from '../../src/cli/typedUnits.ts';

test.each([
  [86_400, 'd', '1 d'],
  [86_400, 'h', '24 h'],
  [86_400, 'w', '1 d'],
  [5400, 'h', '90 min'],
  [600, 'm', '10 min'],
  [59, 'min', '59 s'],
  [0, 'd', '0 d'],
])('%i seconds in the unit %s are %s', (seconds, unit, said) => {
  expect(inUnit(seconds, unit)).toBe(said);
});

test.each([
  ['10d', 864_000, 'd', 'must be at most 1 d'],
  ['100h', 360_000, 'h', 'must be at most 24 h'],
  ['999999', 999_999, 's', 'must be at most 86400 s'],
  ['1m', 60, 'm', 'must be at least 10 min'],
])('a limit is shown in the unit that was typed: %s', (_typed, seconds, unit, said) => {
  const fault = { pointer: '/holdSeconds', message: 'must be a whole number of seconds from 600 to 86400' };
  expect(faultLine(fault, { typed: new Map([['--hold', { seconds, unit }]]) })).toBe(`--hold (/holdSeconds): ${said}`);
  expect(faultLine(fault)).toBe(`--hold (/holdSeconds): ${fault.message}`);
});
