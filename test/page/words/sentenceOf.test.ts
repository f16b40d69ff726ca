import { expect, test } from 'vitest';
import { sentenceOf } from '../../../src/page/words/sentenceOf.ts';

test('a reason that a person typed ends before the next sentence begins', () => {
  expect(sentenceOf('Cancelled by ann: wrong servers')).toBe('Cancelled by ann: wrong servers.');
});

test('a sentence that has an end gets no second one', () => {
  expect(sentenceOf('Every check passed.')).toBe('Every check passed.');
  expect(sentenceOf('Cancelled by ann: what is this? ')).toBe('Cancelled by ann: what is this?');
});
