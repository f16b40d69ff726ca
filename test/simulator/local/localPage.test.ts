import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { serveLocalPage } from '../../../src/simulator/local/localPage.ts';

test('a world without a page says nothing of one', async () => {
  const page = await serveLocalPage('http://127.0.0.1:1', { page: false, note: () => undefined });
  expect([page.said, page.address()]).toEqual([[], undefined]);
  await page.close();
});

test('a world whose usual port is taken serves its page at any free one', async () => {
  const other = createServer();
  // Another program of this machine may have it already.
  await new Promise<void>((taken) => {
    other.once('listening', taken).once('error', () => taken());
    other.listen(8378, '127.0.0.1');
  });
  const page = await serveLocalPage('http://127.0.0.1:1', { page: true, note: () => undefined });
  const { port } = new URL(page.address() ?? '');
  expect(page.said).toEqual([expect.stringContaining('# the page'), expect.stringContaining(`:${port}/`)]);
  expect(port).not.toBe('8378');
  await page.close();
  other.close();
}, 60_000);
