import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { json, yaml } from '../../src/cli/terminal/escaped.ts';

/** Hostile text in a reason or a host name: ESC and C1 sequences, direction marks, line ends, a zero-width tag. */
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

test('JSON has no terminal control sequences, and the same value', () => {
  for (const indent of [undefined, 2]) {
    const text = json([HOSTILE], indent);
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(text)).toEqual([HOSTILE]);
  }
  expect(json(undefined)).toBe('null');
});

test('YAML has no terminal control sequences, and the same value', () => {
  const text = yaml([HOSTILE, null, 7]);
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(parse(text)).toEqual([HOSTILE, null, 7]);
  expect(text).toContain('plain: Zoë’s 🎉 – in one line');
});
