import { expect, test } from 'vitest';
import { serveLocalPage } from '../../../src/simulator/local/localPage.ts';

test('a world without a page says nothing of one', async () => {
  const page = await serveLocalPage('http://127.0.0.1:1', { page: false, note: () => undefined });
  expect([page.said, page.address()]).toEqual([[], undefined]);
  await page.close();
});
