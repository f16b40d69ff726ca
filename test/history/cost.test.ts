import { describe, expect, test } from 'vitest';
import { costOf, type PriceList } from '../../src/history/cost.ts';
import { NOTHING_USED } from '../builders.ts';

const PRICES: PriceList = {
  region: 'eu-west-1',
  currency: 'USD',
  publishedAt: 1,
  readAt: 2,
  instanceHours: { 'm5.large': 0.1, 't3.micro': 0.01 },
  gigabyteMonths: { gp3: 0.073 },
};

const hours = (atLeast: number, atMost: number) => ({ atLeast, atMost });

describe('a cost', () => {
  test('is the sum of all quantities by the prices of the Region, a month having 730 hours', () => {
    const quantities = {
      instanceHours: [
        { instanceType: 'm5.large', hours: hours(10, 20) },
        { instanceType: 't3.micro', hours: hours(100, 100) },
      ],
      gigabyteHours: [{ volumeType: 'gp3', hours: hours(10_000, 20_000) }],
      unknown: 0,
    };
    expect(costOf(quantities, PRICES)).toMatchObject({
      currency: 'USD',
      amount: { atLeast: 1 + 1 + 1, atMost: 2 + 1 + 2 },
      publishedAt: 1,
      notPriced: [expect.stringContaining('Licences')],
    });
  });

  test('names what has no price, and what is not known', () => {
    const quantities = {
      instanceHours: [
        { instanceType: 'm5.large', hours: hours(10, 10) },
        { instanceType: 'x9.huge', hours: hours(1, 1) },
      ],
      gigabyteHours: [{ volumeType: 'gp9', hours: hours(1, 1) }],
      unknown: 2,
    };
    const cost = costOf(quantities, PRICES);
    expect(cost?.amount).toEqual(hours(1, 1));
    expect(cost?.notPriced.slice(0, 2)).toEqual([
      '2 servers, whose time, instance type or volumes are not all known.',
      'No price is known for x9.huge, gp9 volumes.',
    ]);
  });

  test('is null without prices, and has no amount when nothing could be priced', () => {
    expect(costOf(NOTHING_USED, undefined)).toBeNull();
    expect(costOf({ ...NOTHING_USED, unknown: 1 }, PRICES)?.amount).toBeNull();
    const unpriced = [{ instanceType: 'x9.huge', hours: hours(1, 1) }];
    expect(costOf({ ...NOTHING_USED, instanceHours: unpriced }, PRICES)?.amount).toBeNull();
  });

  test('of minutes is at most a cent, and not nothing', () => {
    const minutes = [{ instanceType: 't3.micro', hours: hours(0.06, 0.12) }];
    expect(costOf({ ...NOTHING_USED, instanceHours: minutes }, PRICES)?.amount).toEqual(hours(0, 0.01));
  });

  test('of a drill that launched nothing is nothing', () => {
    expect(costOf(NOTHING_USED, PRICES)?.amount).toEqual(hours(0, 0));
  });
});
