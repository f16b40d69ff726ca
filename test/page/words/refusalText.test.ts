import { expect, test } from 'vitest';
import { refusalText } from '../../../src/page/words/refusalText.ts';

test('a refusal has its times as the page writes them, and ends like a sentence', () => {
  expect(refusalText('A blackout is set until 2026-12-27T00:00:00.000Z: Christmas')).toBe(
    'A blackout is set until 2026-12-27 00:00:00 UTC: Christmas.',
  );
  expect(refusalText('Nothing is launched.')).toBe('Nothing is launched.');
  expect(refusalText('at(2026-12-24T02:00:00) is past')).toBe('at(2026-12-24T02:00:00) is past.');
});
