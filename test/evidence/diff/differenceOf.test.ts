import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Difference, DifferentPart } from '../../../src/evidence/diff/difference.ts';
import { differenceOf } from '../../../src/evidence/diff/differenceOf.ts';
import type { LaunchSettings, Report, ServerReported } from '../../../src/evidence/report/report.ts';
import { serverId } from '../../builders.ts';
import { ENDINGS, given } from '../forms/given.ts';

describe('the difference of two drills', () => {
  test.each(ENDINGS)('of a drill that ended %s and itself is nothing', (ending) => {
    expect(differenceOf(given(ending), given(ending)).parts).toEqual([]);
  });

  test('names both drills, how they ended, and when', () => {
    expect(differenceOf(given('PASSED'), given('FAILED'))).toMatchObject({
      a: { outcome: 'PASSED', endedAt: '2026-10-04T11:11:53.000Z' },
      b: { outcome: 'FAILED', endedAt: '2026-10-04T11:11:53.000Z' },
    });
  });

  test('has the same lines either way, with the sides exchanged', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ENDINGS), fc.constantFrom(...ENDINGS), (one, other) => {
        const there = linesOf(differenceOf(given(one, 4), given(other, 3)));
        const back = linesOf(differenceOf(given(other, 3), given(one, 4)));
        expect(sorted(back.map(({ a, b, ...line }) => ({ ...line, a: b, b: a })))).toEqual(sorted(there));
      }),
    );
  });

  test('lists a time only where the bounds do not overlap', () => {
    fc.assert(
      fc.property(bounds, bounds, (one, other) => {
        const lines = partOf(differenceOf(withTime(one), withTime(other)), 'TIMES').filter(
          ({ of }) => of === serverId(1),
        );
        const overlap = one.atLeast <= other.atMost && other.atLeast <= one.atMost;
        expect(lines.map(({ what }) => what)).toEqual(overlap ? [] : ['recovery time, seconds']);
      }),
    );
  });

  test('says both bounds of a time that lies between two looks', () => {
    const lines = partOf(
      differenceOf(withTime({ atLeast: 60, atMost: 120 }), withTime({ atLeast: 300, atMost: 300 })),
      'TIMES',
    );
    expect(lines).toContainEqual({ of: serverId(1), what: 'recovery time, seconds', a: '60 to 120', b: 300 });
  });

  test('tells a measured time from one that was not measured', () => {
    const unmeasured = changed({
      clocks: {
        ...first().clocks,
        recoveryTime: { ...first().clocks.recoveryTime, seconds: null, atLeastSeconds: null },
      },
    });
    expect(partOf(differenceOf(unmeasured, withTime({ atLeast: 9, atMost: 9 })), 'TIMES')).toContainEqual({
      of: serverId(1),
      what: 'recovery time, seconds',
      a: null,
      b: 9,
    });
  });

  test.each([
    [300, 360, false],
    [300, 361, true],
    [3000, 3300, false],
    [3000, 3400, true],
    [null, 10, true],
  ])('a conversion of %s seconds and one of %i differ: %s', (one, other, differ) => {
    const lines = partOf(differenceOf(withConversion(one), withConversion(other)), 'TIMES');
    expect(lines.map(({ what }) => what)).toEqual(differ ? ['stage conversion, seconds'] : []);
  });

  test('names a server that only one drill had, and compares it with nothing', () => {
    const lines = linesOf(differenceOf(given('PASSED', 2), given('PASSED', 3))).filter(({ of }) => of === serverId(3));
    expect(lines).toEqual([{ part: 'SERVERS', of: serverId(3), what: 'in the drill', a: 'no', b: 'yes' }]);
  });

  test('names another world, other launch settings, another result of a check, and what went wrong', () => {
    const before = given('PASSED');
    const after = given('FAILED');
    const now: Report = {
      ...after,
      identity: { ...after.identity, world: 'SIMULATED' },
      servers: after.servers.map((server) => ({
        ...server,
        launchSettings: { ...settingsOf(server), instanceType: 'm5.xlarge' },
      })),
    };
    const difference = differenceOf(before, now);
    expect(partOf(difference, 'PLAN')).toEqual([{ of: null, what: 'world', a: 'REAL', b: 'SIMULATED' }]);
    expect(partOf(difference, 'LAUNCH_SETTINGS')).toContainEqual({
      of: serverId(1),
      what: 'instance type',
      a: 'm5.large',
      b: 'm5.xlarge',
    });
    expect(partOf(difference, 'CHECKS')).toContainEqual({ of: 'web', what: 'result', a: 'PASSED', b: 'FAILED' });
    expect(partOf(difference, 'FINDINGS')).toContainEqual({
      of: serverId(3),
      what: 'deviations of the kind LOST',
      a: 0,
      b: 1,
    });
  });

  test('is bounded for three hundred servers, and says how much it leaves out', () => {
    const difference = differenceOf(given('PASSED', 300), given('REJECTED', 300));
    const { lines = [], leftOut = 0 } = difference.parts.find(({ part }) => part === 'SERVERS') ?? {};
    expect(lines).toHaveLength(300);
    expect(leftOut).toBeGreaterThan(300);
    expect(JSON.stringify(difference).length).toBeLessThan(300_000);
  });
});

const bounds = fc.tuple(fc.nat(1000), fc.nat(1000)).map(([atLeast, more]) => ({ atLeast, atMost: atLeast + more }));

function first(): ServerReported {
  const [server] = given('PASSED', 1).servers;
  if (server === undefined) throw new Error('a given drill has a server');
  return server;
}

function settingsOf({ launchSettings }: ServerReported): LaunchSettings {
  return launchSettings ?? { instanceType: null, volumes: null, network: null, disposition: 'STARTED' };
}

function changed(members: Partial<ServerReported>): Report {
  return { ...given('PASSED', 1), servers: [{ ...first(), ...members }] };
}

function withConversion(conversionSeconds: number | null): Report {
  return changed({ stages: { ...first().stages, conversionSeconds } });
}

function withTime({ atLeast, atMost }: { atLeast: number; atMost: number }): Report {
  const { clocks } = first();
  return changed({
    clocks: { ...clocks, recoveryTime: { ...clocks.recoveryTime, seconds: atMost, atLeastSeconds: atLeast } },
  });
}

function partOf({ parts }: Difference, part: DifferentPart['part']): DifferentPart['lines'] {
  return parts.find((one) => one.part === part)?.lines ?? [];
}

function linesOf({ parts }: Difference): (DifferentPart['lines'][number] & { part: string })[] {
  return parts.flatMap(({ part, lines }) => lines.map((line) => ({ ...line, part })));
}

function sorted<One>(all: One[]): string[] {
  return all.map((one) => JSON.stringify(one, Object.keys(one as object).sort())).sort();
}
