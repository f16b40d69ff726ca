import { expect, test } from 'vitest';
import { refreshPrices } from '../../src/flow/refreshPrices.ts';
import type { PriceList } from '../../src/history/cost.ts';
import { START } from '../builders.ts';

const DAY = 86_400_000;
const LIST = { region: 'eu-west-1', currency: 'USD', publishedAt: 1, instanceHours: {}, gigabyteMonths: {} };

function given(kept: PriceList | undefined, read: () => Promise<typeof LIST> = async () => LIST) {
  const saved: PriceList[] = [];
  const prices = { load: async () => kept, save: async (list: PriceList) => void saved.push(list) };
  return { saved, ports: { prices, priceList: { read }, clock: { now: () => START } } };
}

test('prices are read when there are none, with the time', async () => {
  const { saved, ports } = given(undefined);
  expect(await refreshPrices(ports, 'eu-west-1')).toBe(true);
  expect(saved).toEqual([{ ...LIST, readAt: START }]);
});

test.each([
  [6, false],
  [7, true],
])('prices of %i days ago are read again: %s', async (days, isRead) => {
  const { saved, ports } = given({ ...LIST, readAt: START - days * DAY });
  expect(await refreshPrices(ports, 'eu-west-1')).toBe(isRead);
  expect(saved).toHaveLength(isRead ? 1 : 0);
});

test('older prices stay when AWS does not answer', async () => {
  const { saved, ports } = given({ ...LIST, readAt: 0 }, () => Promise.reject(new Error('not now')));
  await expect(refreshPrices(ports, 'eu-west-1')).rejects.toThrow('not now');
  expect(saved).toEqual([]);
});
