import { describe, expect, test } from 'vitest';
import type { Check } from '../../src/drill/checks/check.ts';
import type { World } from '../../src/drill/world.ts';
import { provesIn } from '../../src/drill/world.ts';
import { lastPassAtLeast, lineWithTrial } from '../../src/history/coverage.ts';
import { endedDrill } from '../../src/history/endedDrill.ts';
import { evidenceOf, evidenceOfAll, isAtLeast } from '../../src/history/evidence.ts';
import { aDrill, aTrial, START } from '../builders.ts';
import { holding, launching } from '../drill/chapters.ts';
import { answer, publish, server } from '../drill/given.ts';

const A = server(1);

describe('evidence', () => {
  test('that a server booted is its passed status checks, at the look that found them', () => {
    const story = holding();
    expect(evidenceOf(story.drill, A, story.drill.servers[A] ?? { wave: 0 })).toEqual({
      level: 'BOOTED',
      source: 'EC2: both status checks of the running instance',
      at: story.drill.servers[A]?.verifiedAt,
    });
    expect(evidenceOfAll(story.drill)).toBe('BOOTED');
  });

  test('does not exist without a boot: still launching, running without its checks, or meant to stay stopped', () => {
    expect(evidenceOf({}, A, { wave: 0 })).toBeNull();
    expect(evidenceOf({}, A, { wave: 0, verified: 'RUNNING', verificationFailed: true })).toBeNull();
    expect(evidenceOf({}, A, { wave: 0, verified: 'STOPPED_AS_CONFIGURED', verifiedAt: START })).toBeNull();
  });

  test('is ATTESTED when every verdict of the drill has passed, at the time of the last one', () => {
    const booted = { wave: 0, verified: 'STATUS_CHECKS' as const, verifiedAt: START };
    const passed = { name: 'a', kind: 'VERDICT', required: true, state: 'PASSED', decidedAt: START + 60 } as const;
    const second = { ...passed, name: 'b', required: false, decidedAt: START + 30 } as const;
    const attested = { level: 'ATTESTED', source: 'Verdicts: a, b', at: START + 60 };
    expect(evidenceOf({ checks: [passed, second] }, A, booted)).toEqual(attested);
    expect(evidenceOf({ checks: [passed, { ...second, state: 'FAILED' }] }, A, booted)?.level).toBe('BOOTED');
    expect(evidenceOf({ checks: [passed, { ...second, state: 'NOT_RUN' }] }, A, booted)?.level).toBe('BOOTED');
    expect(evidenceOf({ checks: [passed] }, A, { wave: 0 })).toBeNull();
    const lost = { state: 'stopped', lostAt: null, reason: null };
    expect(evidenceOf({ checks: [passed] }, A, { ...booted, lost })?.level).toBe('BOOTED');
    expect(evidenceOfAll(aDrill({ servers: { a: booted }, checks: [passed] }))).toBe('ATTESTED');
  });

  test('is REACHABLE when something answers, and APPLICATION_CHECKED when somebody has looked at what it does', () => {
    const booted = { wave: 0, verified: 'STATUS_CHECKS' as const, verifiedAt: START };
    const every = { required: true, state: 'PASSED', decidedAt: START + 60 } as const;
    const open: Check = { name: 'port', kind: 'TCP', port: 443, ...every };
    const page: Check = { name: 'page', kind: 'HTTP', port: 443, tls: true, path: '/', statuses: [200], ...every };
    const script: Check = { name: 'script', kind: 'SSM', document: 'AWS-RunShellScript', ...every };
    const levelOf = (checks: Check[]) => evidenceOf({ checks }, A, booted)?.level;
    expect([levelOf([open]), levelOf([page])]).toEqual(['REACHABLE', 'REACHABLE']);
    expect(levelOf([{ ...page, bodyPattern: 'ready' }])).toBe('APPLICATION_CHECKED');
    expect(levelOf([open, script])).toBe('APPLICATION_CHECKED');
    expect(levelOf([{ ...script, state: 'FAILED' }])).toBe('BOOTED');
    expect(levelOf([{ ...script, of: { sourceServerIds: [server(2)] } }])).toBe('BOOTED');
  });

  test('of a drill is the lowest of its servers', () => {
    const booted = { wave: 0, verified: 'STATUS_CHECKS' as const, verifiedAt: START };
    expect(evidenceOfAll(aDrill({ servers: { a: booted, b: booted } }))).toBe('BOOTED');
    expect(evidenceOfAll(aDrill({ servers: { a: booted, b: { wave: 0 } } }))).toBeNull();
  });

  test('of a level proves every lower one as well', () => {
    expect(isAtLeast('ATTESTED', 'BOOTED')).toBe(true);
    expect(isAtLeast('BOOTED', 'REACHABLE')).toBe(false);
    expect(isAtLeast(null, 'BOOTED')).toBe(false);
    expect(isAtLeast(null, null)).toBe(true);
  });
});

describe('coverage at a requested level', () => {
  const trial = (drillId: string, hour: number, evidence: 'BOOTED' | 'APPLICATION_CHECKED') => {
    const endedAt = START + hour * 3_600_000;
    return {
      ...aTrial({ drillId, exists: true, world: 'REAL', evidence }),
      endedAt,
      outcome: 'PASSED' as const,
      passed: true,
    };
  };

  test('finds the newest pass that proves at least that level, in whatever order they arrive', () => {
    const [checked, booted] = [trial('d-1', 1, 'APPLICATION_CHECKED'), trial('d-2', 2, 'BOOTED')];
    for (const order of [
      [checked, booted],
      [booted, checked],
    ]) {
      const line = order.reduce<Parameters<typeof lastPassAtLeast>[0] | undefined>(
        (before, one) => lineWithTrial(before, one, true),
        undefined,
      );
      const of = (level: Parameters<typeof lastPassAtLeast>[1]) => line && lastPassAtLeast(line, level)?.drillId;
      expect([of(null), of('BOOTED'), of('REACHABLE'), of('APPLICATION_CHECKED'), of('ATTESTED')]).toEqual([
        'd-2',
        'd-2',
        'd-1',
        'd-1',
        undefined,
      ]);
    }
  });

  test('counts no pass and no failure from another world than the deployment’s', () => {
    const line = lineWithTrial(undefined, trial('d-1', 1, 'BOOTED'), false);
    expect(line).toMatchObject({
      drills: 1,
      lastPassed: null,
      lastVerdict: null,
      lastDrill: { passed: true, world: 'REAL' },
    });
    expect(lastPassAtLeast(line, 'BOOTED')).toBeNull();
  });
});

describe('the world of a drill', () => {
  const seen = (...worlds: (World | undefined)[]) =>
    worlds.reduce((story, world) => {
      const made = () =>
        ({ type: 'EffectFailed', kind: 'UNAVAILABLE', message: 'not now', ...(world && { world }) }) as never;
      return answer(publish(story, { type: 'Woken', at: story.now + 600_000 }), 'LookAtLaunches', made);
    }, launching()).drill.world;

  test('is the world of its answers; a single simulated one makes it SIMULATED permanently', () => {
    expect(seen()).toBeUndefined();
    expect(seen(undefined)).toBeUndefined();
    expect(seen('REAL', 'REAL')).toBe('REAL');
    expect(seen('REAL', 'SIMULATED', 'REAL')).toBe('SIMULATED');
    expect(seen('SIMULATED', undefined)).toBe('SIMULATED');
  });

  test('is recorded in its journal once while it does not change', () => {
    const first = answer(
      launching(),
      'LookAtLaunches',
      () => ({ type: 'LaunchesSeen', jobs: [], world: 'REAL' }) as never,
    );
    expect(first.facts).toContainEqual({ type: 'WorldSeen', world: 'REAL' });
  });

  test('proves something if REAL, only in a simulated deployment if SIMULATED, and nowhere if unknown', () => {
    expect([provesIn('REAL', 'REAL'), provesIn('SIMULATED', 'REAL')]).toEqual([true, true]);
    expect([provesIn('REAL', 'SIMULATED'), provesIn('SIMULATED', 'SIMULATED'), provesIn(null, 'SIMULATED')]).toEqual([
      false,
      true,
      false,
    ]);
    expect([provesIn('REAL', undefined), provesIn('SIMULATED', undefined)]).toEqual([false, false]);
  });

  test('can keep an ended drill from counting, unless it has launched nothing', () => {
    const drill = { ...holding().drill, world: 'SIMULATED' as const };
    expect(endedDrill(drill, [], 'REAL').counts).toBe(false);
    expect(endedDrill(drill, [], 'SIMULATED').counts).toBe(true);
    expect(endedDrill(aDrill({ outcome: 'REJECTED' }), [], 'REAL').counts).toBe(true);
  });
});
