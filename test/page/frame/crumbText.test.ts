import { expect, test } from 'vitest';
import { crumbText } from '../../../src/page/frame/crumbText.ts';

test('a short title is a breadcrumb as it is', () => {
  expect(crumbText('shop-web-1')).toBe('shop-web-1');
});

test('a title longer than the line is cut, between letters', () => {
  expect(crumbText('x'.repeat(8000))).toBe(`${'x'.repeat(39)}…`);
  expect(crumbText('🚒'.repeat(50))).toBe(`${'🚒'.repeat(39)}…`);
});

test('a title that turns the direction turns only itself', () => {
  expect(crumbText('shop\u202egnp')).toBe('\u2068shop\u202egnp\u2069');
});
