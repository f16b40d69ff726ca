import { expect, test } from 'vitest';
import { wholeList } from '../../../src/page/api/wholeList.ts';

test('a list is read to its last page, and the number of items so far is reported after each', async () => {
  const pages: Record<string, { items: number[]; cursor: string | null }> = {
    first: { items: [1, 2], cursor: 'second' },
    second: { items: [3], cursor: 'third' },
    third: { items: [], cursor: null },
  };
  const counts: number[] = [];
  const { body } = await wholeList(
    async ({ cursor = 'first' }) => ({ body: pages[cursor] ?? { items: [], cursor: null }, etag: null }),
    ({ items }) => items,
    (count) => counts.push(count),
  );
  expect(body).toEqual([1, 2, 3]);
  expect(counts).toEqual([2, 3, 3]);
});

test('a page that cannot be read fails the whole list, so that no total is made of a part', async () => {
  const read = wholeList(
    async ({ cursor }) => {
      if (cursor === 'second') throw new Error('refused');
      return { body: { items: [1], cursor: 'second' }, etag: null };
    },
    ({ items }) => items,
  );
  await expect(read).rejects.toThrow('refused');
});
