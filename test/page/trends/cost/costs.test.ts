import { describe, expect, test } from 'vitest';
import type { Cost, DrillSummary } from '../../../../src/page/api/client.ts';
import { costlyDrills, costsSheet, type DrillCost, notPricedOf } from '../../../../src/page/trends/cost/costs.ts';

const RANGE = { from: '2026-11-01', to: '2026-11-30' };

describe('the cost by month', () => {
  test('both bounds of the drills that ended in a month are added up', () => {
    const costs = [aCost('2026-11', 1, 2), aCost('2026-11', 0.5, 0.75), aCost('2026-10', 4, 4)];
    expect(costsSheet(['2026-10', '2026-11'], costs)).toEqual({
      columns: ['Month (UTC)', 'USD, at least', 'USD, at most', 'Drills without a price'],
      rows: [
        ['2026-10', '4.00', '4.00', 0],
        ['2026-11', '1.50', '2.75', 0],
      ],
    });
  });

  test('a drill without a price is counted, not taken as free', () => {
    const costs = [aCost('2026-11', 1, 2), { month: '2026-11', cost: null }];
    expect(costsSheet(['2026-11'], costs).rows[0]?.at(-1)).toBe(1);
    expect(notPricedOf(costs)[0]).toBe('1 of 2 drills, for which there is no price.');
  });

  test('currencies are not added up', () => {
    const yuan = aCost('2026-11', 7, 7);
    const costs = [aCost('2026-11', 1, 2), { ...yuan, cost: yuan.cost && { ...yuan.cost, currency: 'CNY' } }];
    expect(costsSheet(['2026-11'], costs).rows[0]).toEqual(['2026-11', '7.00', '7.00', '1.00', '2.00', 0]);
  });

  test('only drills that ended in the range, in this world, and may have launched something are read', () => {
    const drills = [
      aDrill({ drillId: 'd-1' }),
      aDrill({ drillId: 'd-2', world: 'SIMULATED' }),
      aDrill({ drillId: 'd-3', endedAt: '2026-12-01T00:00:00.000Z' }),
      aDrill({ drillId: 'd-4', cleanup: 'NOT_NEEDED' }),
      aDrill({ drillId: 'd-5', dryRun: true, outcome: 'REJECTED' }),
      aDrill({ drillId: 'd-6', endedAt: null }),
    ];
    expect(costlyDrills(drills, RANGE, 'REAL').map(({ drillId }) => drillId)).toEqual(['d-1']);
  });
});

function aCost(month: string, atLeast: number, atMost: number): DrillCost & { cost: Cost } {
  const cost = { currency: 'USD', amount: { atLeast, atMost }, pricesOf: '2026-02-13T00:00:00.000Z', notPriced: [] };
  return { month, cost };
}

function aDrill(given: Partial<DrillSummary>): DrillSummary {
  return {
    drillId: 'd-1',
    site: { accountId: '111122223333', region: 'us-east-1' },
    ...{
      phase: 'ENDED',
      dryRun: false,
      outcome: 'PASSED',
      objectives: null,
      world: 'REAL',
      evidenceLevel: 'BOOTED',
      cleanup: 'CLEAN',
    },
    ...{ why: null, requestedBy: 'local', reason: 'rehearsal', recoveryPlan: null, waves: 1 },
    requestedAt: '2026-11-29T22:00:00.000Z',
    endedAt: '2026-11-30T23:59:59.000Z',
    servers: { total: 1, launched: 1, failed: 0, verified: 1, gone: 1 },
    ...{ holdUntil: null, quarantined: null, links: {} },
    ...given,
  };
}
