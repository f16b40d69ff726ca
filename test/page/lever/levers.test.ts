import { describe, expect, test } from 'vitest';
import type { Lever, LeverMove } from '../../../src/page/api/client.ts';
import { isClosedForRecovery, leverInForce, overruling, standingState } from '../../../src/page/lever/levers.ts';

const REGION = 'eu-west-1';
const RECOVERY = 'Real recovery drsjob-0123456789abcdef0 was started in this Region.';

describe('a lever that a real recovery closed', () => {
  test('is recognised by its reason', () => {
    expect(isClosedForRecovery(lever({ by: 'drs-drill', reason: RECOVERY }), [])).toBe(true);
  });

  test('is still recognised after a person has frozen it', () => {
    const moves = [move({ from: 'NO_LAUNCHES', to: 'FROZEN', reason: 'storm' }), move({ reason: RECOVERY })];
    expect(isClosedForRecovery(lever({ state: 'FROZEN', reason: 'storm' }), moves)).toBe(true);
  });

  test('is recognised when it was closed by a person and the recovery was started meanwhile', () => {
    const meanwhile = move({ from: 'NO_LAUNCHES', reason: RECOVERY, afterwards: 'NO_LAUNCHES' });
    expect(isClosedForRecovery(lever({ reason: 'release 42' }), [meanwhile, move({ reason: 'release 42' })])).toBe(
      true,
    );
  });

  test('is no longer one once a person has opened it, even if somebody closes it again', () => {
    const moves = [
      move({ reason: 'release 42' }),
      move({ from: 'NO_LAUNCHES', to: 'OPEN', reason: 'recovery has ended' }),
      move({ reason: RECOVERY }),
    ];
    expect(isClosedForRecovery(lever({ reason: 'release 42' }), moves)).toBe(false);
  });

  test('is not one because a lever of another Region is, or because it expired in between', () => {
    const elsewhere = { ...move({ reason: RECOVERY }), region: 'us-east-1' };
    const afterExpiry = [move({ reason: 'release 42' }), move({ reason: RECOVERY })];
    expect(isClosedForRecovery(lever({ reason: 'release 42' }), [elsewhere])).toBe(false);
    expect(isClosedForRecovery(lever({ reason: 'release 42' }), afterExpiry)).toBe(false);
    expect(isClosedForRecovery(lever({ inForce: false, reason: RECOVERY }), [])).toBe(false);
  });
});

describe('the lever that counts', () => {
  test('an expired lever counts as OPEN', () => {
    expect(standingState(lever({ state: 'FROZEN', inForce: false }))).toBe('OPEN');
  });

  test('in a Region is the strictest of its own and that of all Regions', () => {
    const own = lever({ state: 'NO_LAUNCHES' });
    const forAll = lever({ region: null, state: 'FROZEN' });
    expect(leverInForce([forAll, own], REGION)).toBe(forAll);
    expect(leverInForce([lever({ region: null, inForce: false }), own], REGION)).toBe(own);
    expect(leverInForce([own], 'us-east-1')).toBeUndefined();
  });
});

test('an open lever of a Region is overruled by that of all Regions, and never by itself', () => {
  const own = lever({ state: 'OPEN', inForce: false });
  const forAll = lever({ region: null, state: 'FROZEN' });
  expect(overruling(own, [forAll, own])).toBe('FROZEN');
  expect(overruling(forAll, [forAll, own])).toBeUndefined();
  expect(overruling(own, [own])).toBeUndefined();
});

function lever(differences: Partial<Lever>): Lever {
  const moved = { reason: 'release 42', by: 'ann', movedAt: '2026-12-01T00:00:00.000Z', expiresAt: null };
  return { region: REGION, state: 'NO_LAUNCHES', inForce: true, ...moved, released: [], ...differences };
}

function move(differences: Partial<LeverMove>): LeverMove {
  const said = { moveId: 'm-1', region: REGION, at: '2026-12-01T00:00:00.000Z', by: 'ann', what: 'MOVED' as const };
  const states = { from: 'OPEN' as const, to: 'NO_LAUNCHES' as const, expiresAt: null, afterwards: null, jobId: null };
  return { ...said, ...states, reason: 'release 42', ...differences };
}
