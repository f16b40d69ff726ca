import { expect, test, vi } from 'vitest';
import { everyPage } from '../../src/aws/calls.ts';
import { PAGES_MAX } from '../../src/drill/bounds.ts';

interface Page {
  items?: number[];
  token?: string;
}

function listing(pageAt: (token: string | undefined) => Page) {
  const read = vi.fn(async ({ nextToken }: { nextToken?: string }) => pageAt(nextToken));
  const whole = () =>
    everyPage(
      read,
      (page: Page) => page.token,
      (page) => page.items,
    );
  return { read, whole };
}

test('a listing is read to its last page, past empty pages', async () => {
  const pages: Record<string, Page> = { a: { token: 'b' }, b: { items: [2] } };
  const { whole } = listing((token) => pages[token ?? ''] ?? { items: [1], token: 'a' });
  expect(await whole()).toEqual([1, 2]);
});

test('a listing that returns the token of the request is unavailable', async () => {
  const { read, whole } = listing(() => ({ items: [1], token: 'again' }));
  await expect(whole()).rejects.toMatchObject({ name: 'CallFailed', kind: 'UNAVAILABLE' });
  expect(read).toHaveBeenCalledTimes(2);
});

test('a listing whose tokens form a loop is unavailable', async () => {
  const round: Record<string, string> = { a: 'b', b: 'c', c: 'a' };
  const { read, whole } = listing((token) => ({ items: [1], token: round[token ?? ''] ?? 'a' }));
  await expect(whole()).rejects.toMatchObject({ kind: 'UNAVAILABLE' });
  expect(read).toHaveBeenCalledTimes(4);
});

test('an endless listing with new tokens is unavailable', async () => {
  const { read, whole } = listing((token) => ({ token: `${Number(token ?? 0) + 1}` }));
  await expect(whole()).rejects.toMatchObject({ kind: 'UNAVAILABLE' });
  expect(read).toHaveBeenCalledTimes(PAGES_MAX);
});
