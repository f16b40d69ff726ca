import { expect, test } from 'vitest';
import { termsTexts } from '../../../../src/page/drill/facts/termsTexts.ts';
import { drillWith } from '../handMade.ts';

test('terms that were not given are left out, and the others are in words', () => {
  const texts = new Map(termsTexts(drillWith()).map(({ label, text }) => [label, text]));
  expect(texts.get('Recovery point')).toBe('the latest of each server');
  expect(texts.get('After a failed launch')).toBe('hold what launched, launch no further wave');
  for (const absent of ['Dry run', 'Waived checks', 'Tags', 'Change']) expect(texts.has(absent)).toBe(false);
});

test('a waiver is shown with its server and its reason', () => {
  const waived = [{ check: 'lag', sourceServerId: 's-1', reason: 'it catches up at night' }];
  const texts = new Map(termsTexts(drillWith({ waived })).map(({ label, text }) => [label, text]));
  expect(texts.get('Waived checks')).toBe('lag of s-1 (it catches up at night)');
});
