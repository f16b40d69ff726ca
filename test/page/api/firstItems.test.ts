import { expect, test } from 'vitest';
import { firstItems } from '../../../src/page/api/firstItems.ts';

test('a list that is read again and again is read to a thousand items at most, and says that there are more', async () => {
  const endless = async () => ({
    body: { items: Array.from({ length: 100 }, () => 'plan'), cursor: 'next' },
    etag: null,
  });
  const { body } = await firstItems(endless, ({ items }) => items);
  expect(body.items).toHaveLength(1000);
  expect(body.isWhole).toBe(false);
});

test('a short list is whole', async () => {
  const short = async () => ({ body: { items: ['plan'], cursor: null }, etag: null });
  expect((await firstItems(short, ({ items }) => items)).body).toEqual({ items: ['plan'], isWhole: true });
});
