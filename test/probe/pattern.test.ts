import { describe, expect, test } from 'vitest';
import { patternOf } from '../../src/probe/pattern.ts';

const LONG = 64 * 1024;

describe('the pattern of a body', () => {
  test.each([
    ['orders: \\d+', 'there are\norders: 12', true],
    ['^ok$', 'ok', true],
    ['(?i)UP', 'it is up', true],
    ['(?m)^up$', 'a\nup\nb', true],
    ['Größe', 'die Größe', true],
    ['^ok$', 'not ok', false],
  ])('%s in "%s": %s', (pattern, text, expected) => {
    expect(patternOf(pattern)(text)).toBe(expected);
  });

  test.each(['(a+)+$', '(a|a)*b', '(a*)*b', '(.*a){20}$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y'])(
    '%s, which would take ages in JavaScript, ends for a long body',
    (pattern) => {
      expect(patternOf(pattern)(`${'a'.repeat(LONG - 1)}!`)).toBe(false);
      expect(patternOf(pattern)(`${'x'.repeat(LONG - 1)}!`)).toBe(false);
    },
  );

  test.each([
    ['(', 'missing closing )'],
    ['a{1001}', 'invalid repeat count'],
    ['(?=up)', 'invalid or unsupported Perl syntax'],
    ['(a)\\1', 'invalid escape sequence'],
    ['(a|b){400}', 'it is too large: it takes'],
  ])('%s is not accepted: %s', (pattern, why) => {
    expect(() => patternOf(pattern)).toThrow(why);
  });
});
