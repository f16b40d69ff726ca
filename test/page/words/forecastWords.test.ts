import { describe, expect, test } from 'vitest';
import { startWarnings } from '../../../src/page/start/startWords.ts';
import { costText, partText, roomOf, totalText, usesSentence } from '../../../src/page/words/forecastWords.ts';

const NOTHING_LEFT = { needed: 2, left: 0 };

describe('a forecast in words', () => {
  test('a time that is not known is not zero', () => {
    expect(totalText({ p50: null, p95: 60 })).toContain('not known');
    expect(partText(null)).toBe('not known');
  });

  test('a total names what half of the drills take, and what 95 of 100 take, in whole minutes', () => {
    expect(totalText({ p50: 3241, p95: 3700 })).toBe(
      'half of such drills take up to 55 min, 95 of 100 up to 1 h 2 min',
    );
  });

  test('servers of which not all is known are counted', () => {
    const hours = { atLeast: 1.944, atMost: 2.22 };
    const instanceHours = [{ instanceType: 't3.micro', hours }];
    expect(usesSentence({ instanceHours, gigabyteHours: [], unknown: 1 })).toBe(
      'It would use 1.94 to 2.22 hours of t3.micro. Not all of it is known for 1 server.',
    );
    expect(usesSentence({ instanceHours: [], gigabyteHours: [], unknown: 3 })).toBe(
      'What it would use is not known for 3 servers.',
    );
  });

  test('a cost is a range with the day of its prices, or not known', () => {
    const cost = { currency: 'USD', pricesOf: '2026-02-13T00:00:00.000Z', notPriced: [] };
    expect(costText({ ...cost, amount: { atLeast: 0.02, atMost: 0.03 } })).toBe(
      '0.02 to 0.03 USD by AWS’s list prices of 2026-02-13',
    );
    expect(costText({ ...cost, amount: null })).toMatch(/^not known/);
    expect(costText(null)).toMatch(/^not known/);
  });

  test('room is short only where both figures are known', () => {
    const rooms = roomOf({
      ...{ jobs: NOTHING_LEFT, serversInJobs: { needed: 2, left: null }, vcpus: { needed: null, left: 0 } },
      addresses: [{ subnetId: 'subnet-1', needed: 3, left: 3 }],
    });
    expect(rooms.filter(({ isShort }) => isShort).map(({ what }) => what)).toEqual(['Jobs, of DRS’s quota']);
    // The deployment has limits of its own on jobs and their servers, which are no quota of AWS.
    expect(rooms.slice(0, 3).every(({ what }) => what.endsWith('’s quota'))).toBe(true);
  });
});

describe('what cannot be undone', () => {
  test('names servers whose existing drill instances are replaced', () => {
    const waived = [{ check: 'no-drill-instance', sourceServerId: 's-1', reason: 'r' }];
    expect(startWarnings({ waived, checks: [] }).join(' ')).toContain('waived for s-1: DRS replaces');
    expect(startWarnings({ waived: [], checks: [] }).join(' ')).not.toContain('replaces');
  });
});
