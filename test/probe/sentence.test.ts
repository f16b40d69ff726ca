import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentence } from '../../src/probe/sentence.ts';

test('a message keeps what people read, in any script', () => {
  expect(sentence('answered 500, expected 200: Größe 数 «é» 😀')).toBe('answered 500, expected 200: Größe 数 «é» 😀');
});

test.each([
  ['a command of a terminal', 'a\u001b[2Jb', 'a\ufffd[2Jb'],
  ['a new line', 'a\r\nb', 'a\ufffd\ufffdb'],
  ['a mark of direction', 'a\u202eb\u200f', 'a\ufffdb\ufffd'],
  ['a separator of lines', 'a\u2028b', 'a\ufffdb'],
  ['half a character', 'a\ud83d', 'a\ufffd'],
])('%s is replaced', (_what, text, expected) => {
  expect(sentence(text)).toBe(expected);
});

test('a long message is cut', () => {
  expect(sentence('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`);
  expect(sentence('x'.repeat(300))).toBe('x'.repeat(300));
});

test('whatever the text, a message is short, well formed and without control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const message = sentence(text);
      expect(message.length).toBeLessThanOrEqual(300);
      expect(message.isWellFormed()).toBe(true);
      expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});
