import { expect, test } from 'vitest';
import { costText, forecastText, objectivesText, quantityTexts } from '../../../../src/page/drill/facts/amounts.ts';

test('a quantity has both of its bounds, and says what is not counted', () => {
  const hours = { atLeast: 0.38, atMost: 0.511 };
  expect(
    quantityTexts({ instanceHours: [{ instanceType: 't3.micro', hours }], gigabyteHours: [], unknown: 1 }),
  ).toEqual([...['0.38 to 0.511 h of t3.micro', '1 server not counted: not all is known']]);
});

test('a cost that could not be priced is not 0', () => {
  const cost = { currency: 'USD', pricesOf: '2026-02-13T00:00:00.000Z', notPriced: [] };
  expect(costText({ ...cost, amount: null })).toBeNull();
  expect(costText({ ...cost, amount: { atLeast: 0, atMost: 0.01 } })).toBe('0 to 0.01 USD');
  expect(costText({ ...cost, amount: { atLeast: 2, atMost: 2 } })).toBe('2 USD');
});

test('a forecast without a history is not known', () => {
  expect(forecastText({ p50: null, p95: null })).toBe('not known');
  expect(forecastText({ p50: 1680, p95: 2460 })).toBe('28 min, and at most 41 min in 95 of 100 drills');
});

test('objectives are said as they were set', () => {
  expect(objectivesText({})).toBeNull();
  expect(objectivesText({ recoveryTimeSeconds: 1800 })).toBe('recovery time 30 min');
});
