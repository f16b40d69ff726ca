import { expect, test } from 'vitest';
import { inSentence } from '../../../src/page/words/inSentence.ts';

test('a text of somebody else does not turn around the rest of a sentence', () => {
  expect(`${inSentence('web\u202e-1')} is terminated`).toBe('web-1 is terminated');
  expect(inSentence('\u2067web\u2069-1')).toBe('web-1');
});

test('any other text stays as it is, whatever its direction', () => {
  expect(inSentence('שרת web-1')).toBe('שרת web-1');
});
