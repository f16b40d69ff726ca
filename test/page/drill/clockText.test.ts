import { expect, test } from 'vitest';
import { clockText } from '../../../src/page/drill/clockText.ts';

test('a time of the day of the request is short, and one of another day has its day', () => {
  expect(clockText('2026-12-01T03:14:01.985Z', '2026-12-01T02:48:33.228Z')).toBe('03:14:01');
  expect(clockText('2026-12-02T00:14:01.985Z', '2026-12-01T02:48:33.228Z')).toBe('12-02 00:14:01');
});
