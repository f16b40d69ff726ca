import { expect, test } from 'vitest';
import { decide } from '../../../src/drill/decide.ts';
import { stopOf } from '../../../src/drill/neverLaunched.ts';
import { blackoutSaid } from '../../../src/drill/phases/blackouts.ts';
import { emptySite } from '../../../src/drill/site.ts';
import { MINUTE, requested, SITE, server, T } from '../given.ts';

const of = (region: string | null, from = T, to = T + MINUTE) => ({
  list: [{ region, from, to, reason: 'year-end closing' }],
  by: 'ops',
  at: T,
});

test('a blackout holds from its first moment until just before its end, in its Region or in all', () => {
  const during = [T - 1, T, T + MINUTE - 1, T + MINUTE].map(
    (at) => blackoutSaid('eu-west-1', of(null), at) !== undefined,
  );
  expect(during).toEqual([false, true, true, false]);
  expect(blackoutSaid('us-east-1', of('eu-west-1'), T)).toBeUndefined();
  expect(blackoutSaid('eu-west-1', of('eu-west-1'), T)).toBe(
    'A blackout of eu-west-1 lasts until 2026-01-05T08:01:00.000Z: “year-end closing”, set by ops',
  );
});

test('of two blackouts in force, the one that lasts longer is named', () => {
  const list = [...of(null).list, ...of(null, T, T + 2 * MINUTE).list];
  expect(blackoutSaid('eu-west-1', { list, by: 'ops', at: T }, T)).toContain('08:02');
});

test('a launch that it refused was stopped by it, whatever its sentence says, and not by a lever', () => {
  expect(stopOf({ kind: 'BLACKOUT', message: 'closed' })).toBe('blackout');
  expect(stopOf({ kind: 'LEVER', message: 'A blackout of all Regions' })).toBe('lever-open');
});

test('a request in a blackout is rejected, with the reason of the blackout', () => {
  const levers = { own: undefined, forAll: undefined, blackouts: of(SITE.region) };
  const decision = decide(undefined, requested([[server(1)]]), emptySite(SITE.accountId, SITE.region), levers);
  const failures = [{ check: 'blackout', message: expect.stringContaining('year-end closing') }];
  expect(decision).toMatchObject({ facts: expect.arrayContaining([{ type: 'ChecksFailed', failures }]) });
});
