import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BANDS, bandOf } from '../../../src/page/coverage/proofAge.ts';
import { proofLimit } from '../../../src/page/coverage/proofLimit.ts';
import { byStanding, STANDINGS, standingOf } from '../../../src/page/coverage/standing.ts';
import { aFinding, aPass, aServer } from './servers.ts';

const LIMIT = { days: 90, isOwn: false };

describe('the limit', () => {
  test('is the one that a person chose, else that of the deployment, else 90 days', () => {
    expect(proofLimit(7, 30)).toEqual({ days: 7, isOwn: false });
    expect(proofLimit(null, 30)).toEqual({ days: 30, isOwn: true });
    expect(proofLimit(null, null)).toEqual({ days: 90, isOwn: false });
  });

  test('that a person chose may be that of the deployment', () => {
    expect(proofLimit(30, 30)).toEqual({ days: 30, isOwn: true });
  });
});

describe('where a server stands', () => {
  test('a server that was never drilled is not the same as one that never passed', () => {
    expect(standingOf(aServer({ drills: 0, lastPassed: null }), LIMIT)).toBe('NEVER_DRILLED');
    expect(standingOf(aServer({ drills: 3, lastPassed: null }), LIMIT)).toBe('NEVER_PROVED');
  });

  test('a proof is in time up to and including the limit', () => {
    expect(standingOf(aServer({ lastPassed: aPass(90) }), LIMIT)).toBe('PROVED');
    expect(standingOf(aServer({ lastPassed: aPass(90.01) }), LIMIT)).toBe('OVERDUE');
  });

  test('a server that DRS no longer lists is neither overdue nor proved', () => {
    const removedAt = '2026-11-02T00:00:00.000Z';
    expect(standingOf(aServer({ removedAt, lastPassed: null, drills: 0 }), LIMIT)).toBe('REMOVED');
  });

  test('in a group, findings come first, then the oldest proofs', () => {
    const old = aServer({ sourceServerId: 's-00000000000000002', lastPassed: aPass(80) });
    const failed = aServer({ sourceServerId: 's-00000000000000003', lastPassed: aPass(2), finding: aFinding() });
    const proved = byStanding([aServer(), old, failed], LIMIT).get('PROVED') ?? [];
    expect(proved.map(({ sourceServerId }) => sourceServerId.slice(-1))).toEqual(['3', '2', '1']);
  });

  test('the colour tells thirds of the limit apart, and what is overdue by more than the limit', () => {
    const bands = [30, 31, 61, 91, 181].map((days) => bandOf(aServer({ lastPassed: aPass(days) }), LIMIT));
    expect(bands).toEqual(['FRESH', 'RECENT', 'OLD', 'OVERDUE', 'FAR_OVERDUE']);
  });

  test('every server is in exactly one group, and an older proof never has a calmer colour', () => {
    const ages = fc.option(fc.double({ min: 0, max: 1000, noNaN: true }));
    fc.assert(
      fc.property(fc.array(ages), fc.integer({ min: 1, max: 400 }), (days, limit) => {
        const servers = days.map((age) => aServer({ lastPassed: age === null ? null : aPass(age) }));
        const groups = byStanding(servers, { days: limit, isOwn: false });
        expect(STANDINGS.flatMap((standing) => groups.get(standing) ?? [])).toHaveLength(servers.length);
        const proved = servers.filter(({ lastPassed }) => lastPassed !== null);
        const oldestFirst = proved.toSorted((one, other) => age(other) - age(one));
        const calm = oldestFirst.map((server) => BANDS.indexOf(bandOf(server, { days: limit, isOwn: false })));
        expect(calm).toEqual(calm.toSorted((one, other) => one - other));
      }),
    );
  });
});

function age({ lastPassed }: ReturnType<typeof aServer>): number {
  return lastPassed?.ageSeconds ?? 0;
}
