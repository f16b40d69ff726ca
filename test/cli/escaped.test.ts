import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { json, yaml } from '../../src/cli/terminal/escaped.ts';

/** What somebody could write as a reason, or call a host: sequences of ESC and of C1, marks of direction, ends of lines, a tag without width. */
const HOSTILE = {
  escape: '\u001b]0;owned\u0007',
  c1: '\u009b31mred\u009b0m\u0085\u007f',
  direction: 'safe\u202e\u2066evil\u2069\u200f',
  lines: 'one\u2028two\u2029three\nfour',
  astral: 'a\u{e0041}b\u{1d173}',
  '\u202ekey\u009b': 'value',
  long: `${'word '.repeat(60)}\u202e${' word'.repeat(60)}`,
  plain: 'Zoë’s 🎉 – in one line',
};

test('JSON shows nothing that steers a terminal, and says the same', () => {
  for (const indent of [undefined, 2]) {
    const text = json([HOSTILE], indent);
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(text)).toEqual([HOSTILE]);
  }
  expect(json(undefined)).toBe('null');
});

test('YAML shows nothing that steers a terminal, and says the same', () => {
  const text = yaml([HOSTILE, null, 7]);
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(parse(text)).toEqual([HOSTILE, null, 7]);
  expect(text).toContain('plain: Zoë’s 🎉 – in one line');
});
