import { expect, test } from 'vitest';
import { isHttps } from '../../../src/page/words/isHttps.ts';

test('the page links only to https addresses', () => {
  expect(isHttps('https://ci.example.com/runs/4711')).toBe(true);
  for (const other of ['http://ci.example.com', 'javascript:alert(1)', 'data:text/html,x', 'not an address', ''])
    expect(isHttps(other)).toBe(false);
});
