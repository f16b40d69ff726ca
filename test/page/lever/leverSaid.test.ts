import { expect, test } from 'vitest';
import type { Lever } from '../../../src/page/api/client.ts';
import { leverSaid, startUnderLevers } from '../../../src/page/lever/leverSaid.ts';

test('a closed lever says what, where, since when, by whom, why and until when', () => {
  expect(leverSaid(lever({ expiresAt: '2026-12-01T06:00:00.000Z' }))).toBe(
    'NO_LAUNCHES in all Regions since 2026-12-01 02:20:00 UTC, by ann: “Region outage”. It opens by itself at 2026-12-01 06:00:00 UTC.',
  );
});

test('neither who moved a lever nor why can turn around what follows', () => {
  expect(leverSaid(lever({ by: 'ann\u202e', reason: 'outage\u202e' }))).toMatch(/, by ann: “outage”\.$/);
});

test('whoever wants to start a drill is warned while any lever is closed, for the Regions that it closes', () => {
  expect(startUnderLevers([lever({ inForce: false })])).toBeUndefined();
  expect(startUnderLevers([lever({})])).toEqual({ header: 'No drill can start', isFrozen: false });
  expect(startUnderLevers([lever({ region: 'eu-west-1', state: 'FROZEN' }), lever({ inForce: false })])).toEqual({
    ...{ header: 'No drill can start in eu-west-1', isFrozen: true },
  });
});

function lever(differences: Partial<Lever>): Lever {
  const moved = { reason: 'Region outage', by: 'ann', movedAt: '2026-12-01T02:20:00.000Z', expiresAt: null };
  return { region: null, state: 'NO_LAUNCHES', inForce: true, ...moved, released: [], ...differences };
}
