import { describe, expect, test } from 'vitest';
import type { Drill } from '../../src/cli/apiDocuments.ts';
import { forecastTables, takesLines } from '../../src/cli/terminal/forecastSheet.ts';

const NOT_KNOWN = { p50: null, p95: null };
const WAVE = { wave: 1, servers: 2, jobs: 1, launch: { p50: 540, p95: 600 }, boot: NOT_KNOWN, termination: NOT_KNOWN };
const FORECAST: Drill['forecast'] = {
  total: { p50: 5400, p95: 6000 },
  waves: [{ ...WAVE, unknown: 0 }],
  headroom: {
    jobs: { needed: 1, left: 20 },
    serversInJobs: { needed: 2, left: null },
    vcpus: { needed: 8, left: 4 },
    addresses: [{ subnetId: 'subnet-1', needed: 2, left: 11 }],
  },
};
const QUANTITIES: Drill['quantities'] = {
  instanceHours: [{ instanceType: 'm5.large', hours: { atLeast: 2.004, atMost: 2.5 } }],
  gigabyteHours: [{ volumeType: 'gp3', hours: { atLeast: 100, atMost: 100 } }],
  unknown: 1,
};
const COST: Drill['cost'] = {
  currency: 'USD',
  amount: { atLeast: 0.2, atMost: 0.25 },
  pricesOf: '2026-02-13T00:00:00.000Z',
  notPriced: ['Licences.', 'Snapshots.'],
};
const NOTHING = { forecast: null, quantities: null, cost: null } as unknown as Drill;

function linesOf(drill: Partial<Drill>): Record<string, unknown> {
  return Object.fromEntries(takesLines({ ...NOTHING, ...drill }).filter(([, value]) => value !== null));
}

describe('what a drill takes, in its sheet', () => {
  test('is nothing for a drill without a forecast, and for one of an older API', () => {
    expect(linesOf({})).toEqual({});
    expect(takesLines({} as Drill).filter(([, value]) => value !== null)).toEqual([]);
    expect(forecastTables({} as Drill)).toEqual([]);
  });

  test('is a total, quantities and their cost with what it leaves out', () => {
    expect(linesOf({ forecast: FORECAST, quantities: QUANTITIES, cost: COST })).toEqual({
      forecast: 'half of such drills take up to 1 h 30 min, 95 of 100 up to 1 h 40 min; below by wave',
      'would use': '2 to 2.5 hours of m5.large, 100 GB-hours of gp3, and not all is known of 1 server',
      cost: '0.2 to 0.25 USD by AWS’s list prices of 2026-02-13',
      'not in it': 'Licences. Snapshots.',
    });
  });

  test('is what an ended drill has used', () => {
    expect(Object.keys(linesOf({ quantities: QUANTITIES, cost: COST }))).toEqual(['used', 'cost', 'not in it']);
  });

  test('says what is not known', () => {
    const forecast = FORECAST && { ...FORECAST, total: NOT_KNOWN };
    expect(linesOf({ forecast, cost: { ...COST, amount: null } })).toMatchObject({
      forecast: expect.stringContaining('not known'),
      cost: 'not known, by AWS’s list prices of 2026-02-13',
    });
  });
});

describe('the tables of a dry run', () => {
  const [, waves = '', , headroom = ''] = forecastTables({ ...NOTHING, forecast: FORECAST });

  test('show the times of each wave; what has no history is a question mark', () => {
    expect(waves).toMatch(/WAVE +SERVERS +JOBS +LAUNCH +BOOT +TERMINATION$/m);
    expect(waves).toMatch(/^1 +2 +1 +9 min, 10 min +\? +\?$/m);
    const partly = FORECAST && { ...FORECAST, waves: [{ ...WAVE, unknown: 1 }] };
    expect(forecastTables({ ...NOTHING, forecast: partly })[1]).toMatch(/NO HISTORY$/m);
  });

  test('show what is needed at once, what is left, and where that is too few', () => {
    expect(headroom).toMatch(/^vCPUs +8 +4 +too few$/m);
    expect(headroom).toMatch(/^servers in DRS jobs +2 +\?$/m);
    expect(headroom).toMatch(/^addresses in subnet-1 +2 +11$/m);
  });
});
