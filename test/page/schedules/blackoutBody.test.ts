import { expect, test } from 'vitest';
import type { Blackout } from '../../../src/page/api/client.ts';
import { keptBlackouts, withBlackout, withoutBlackout } from '../../../src/page/schedules/blackoutBody.ts';

const NOW = Date.parse('2026-12-01T00:00:00.000Z');
const over = blackout('2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z');
const coming = blackout('2026-12-24T00:00:00.000Z', '2026-12-27T00:00:00.000Z');
const later = blackout('2027-12-24T00:00:00.000Z', '2027-12-27T00:00:00.000Z');

test('blackouts that are over are not sent again', () => {
  expect(keptBlackouts([over, coming], NOW)).toEqual([
    { region: null, from: coming.from, to: coming.to, reason: coming.reason },
  ]);
});

test('removing one keeps all others', () => {
  expect(withoutBlackout([coming, later], coming, NOW).map(({ from }) => from)).toEqual([later.from]);
});

test('a blackout is added once, also when the answer to the first time was lost', () => {
  const { region, from, to, reason } = later;
  const first = withBlackout([coming], { region, from, to, reason }, NOW);
  expect(first.map((one) => one.from)).toEqual([coming.from, later.from]);
  expect(withBlackout([coming, later], { region, from, to, reason }, NOW)).toEqual(first);
});

function blackout(from: string, to: string): Blackout {
  return { region: null, from, to, reason: 'holidays', inForce: false };
}
