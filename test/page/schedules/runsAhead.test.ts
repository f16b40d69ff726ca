import { describe, expect, test } from 'vitest';
import type { Blackout, Lever, Schedule } from '../../../src/page/api/client.ts';
import { runsAhead } from '../../../src/page/schedules/runsAhead.ts';

const FIRST = '2026-12-24T02:00:00.000Z';
const SECOND = '2026-12-25T02:00:00.000Z';
const nothing = { blackouts: [], levers: [] };

describe('the coming runs', () => {
  test('of all enabled schedules are in order of time', () => {
    const [weekly, nightly] = [schedule('weekly', [SECOND]), schedule('nightly', [FIRST])];
    const off = { ...schedule('off', [FIRST]), enabled: false };
    expect(runsAhead([weekly, nightly, off], nothing).map(({ id }) => id)).toEqual([
      `nightly ${FIRST}`,
      `weekly ${SECOND}`,
    ]);
  });

  test('a blackout counts from its beginning, and its end is the first moment after it', () => {
    const blackouts = [
      { region: null, from: FIRST, to: SECOND, reason: 'holidays', inForce: false } satisfies Blackout,
    ];
    const [within, after] = runsAhead([schedule('nightly', [FIRST, SECOND])], { ...nothing, blackouts });
    expect(within?.against).toEqual(['blackout of all Regions: holidays']);
    expect(after?.against).toEqual([]);
  });

  test('a closed lever counts until it expires', () => {
    const levers = [{ region: 'eu-west-1', state: 'NO_LAUNCHES', inForce: true, expiresAt: SECOND } as Lever];
    const [before, after] = runsAhead([schedule('nightly', [FIRST, SECOND])], { ...nothing, levers });
    expect(before?.against).toEqual(['lever of eu-west-1: NO_LAUNCHES now']);
    expect(after?.against).toEqual([]);
  });

  test('waivers that have expired by then are said', () => {
    const waived = { ...schedule('nightly', [FIRST, SECOND]), waiversUntil: SECOND };
    expect(runsAhead([waived], nothing).map(({ against }) => against.length)).toEqual([0, 1]);
  });
});

function schedule(name: string, nextTimes: string[]): Schedule {
  return { name, nextTimes, enabled: true, waiversUntil: null } as unknown as Schedule;
}
