import { describe, expect, test } from 'vitest';
import { drillView } from '../../../src/api/views/drillView.ts';
import { aDrill, NOTHING_USED, serverId, someForecast } from '../../builders.ts';

const PRICES = {
  region: 'eu-west-1',
  currency: 'USD',
  publishedAt: Date.parse('2026-02-13T00:00:00Z'),
  readAt: 0,
  instanceHours: { 'm5.large': 0.1 },
  gigabyteMonths: {},
};

describe('what a drill takes', () => {
  test('is all null for a drill that runs', () => {
    const view = drillView({ drill: aDrill(), quarantined: null });
    expect(view).toMatchObject({ forecast: null, quantities: null, cost: null });
  });

  test('is the forecast of a dry run, without a cost while no prices were read', () => {
    const { forecast } = someForecast([[serverId(1)], [serverId(2)]]);
    const view = drillView({ drill: aDrill({ forecast }), quarantined: null });
    expect(view.forecast?.waves.map(({ wave }) => wave)).toEqual([1, 2]);
    expect(view).toMatchObject({ quantities: { unknown: 2 }, cost: null });
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });

  test('is what an ended drill has used, with its cost', () => {
    const hours = { atLeast: 10, atMost: 20 };
    const used = { ...NOTHING_USED, instanceHours: [{ instanceType: 'm5.large', hours }] };
    const view = drillView({ drill: aDrill({ phase: 'ENDED' }), quarantined: null }, { used, prices: PRICES });
    expect(view).toMatchObject({
      forecast: null,
      quantities: used,
      cost: { currency: 'USD', amount: { atLeast: 1, atMost: 2 }, pricesOf: '2026-02-13T00:00:00.000Z' },
    });
  });
});
