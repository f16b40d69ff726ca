import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TIMINGS_KEPT } from '../../src/drill/bounds.ts';
import { type Timing, timingOf, withTiming } from '../../src/history/timings.ts';
import { aDrill, aTrial, START, serverId } from '../builders.ts';

const [one, two] = [serverId(1), serverId(2)];

function timing(n: number): Timing {
  return { drillId: `d-${n}`, endedAt: START + n, launch: n, boot: null, check: null, termination: null };
}

describe('the timings of a server', () => {
  test('are those of its newest drills, oldest first, whatever the order in which they arrive', () => {
    const all = Array.from({ length: 2 * TIMINGS_KEPT }, (_, n) => timing(n));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        expect(order.reduce<Timing[]>(withTiming, [])).toEqual(all.slice(-TIMINGS_KEPT));
      }),
    );
  });

  test('have each drill once', () => {
    expect(withTiming([timing(1)], { ...timing(1), launch: 9 })).toEqual([{ ...timing(1), launch: 9 }]);
  });
});

describe('the timing of a drill', () => {
  const ended = { endedAt: START + 9_000_000, outcome: 'PASSED' as const, passed: true };
  const launched = { launchDurationSeconds: 500, terminationDurationSeconds: 200 };
  const stages = { snapshot: null, conversion: null, launch: null, boot: 400 };

  test('has the check from the last launch of its wave, because no server is looked at before', () => {
    const servers = {
      [one]: { wave: 0, launchedAt: START, verifiedAt: START + 400_000 },
      [two]: { wave: 0, launchedAt: START + 300_000, verifiedAt: START + 500_000 },
      [serverId(3)]: { wave: 1, launchedAt: START + 350_000 },
    };
    const trial = { ...aTrial({ sourceServerId: one, stages, ...launched }), ...ended };
    expect(timingOf(aDrill({ servers }), trial)).toMatchObject({
      launch: 500,
      boot: 400,
      check: 100,
      termination: 200,
    });
  });

  test('has no check when the server was never seen working', () => {
    const servers = { [one]: { wave: 0, launchedAt: START } };
    const trial = { ...aTrial({ sourceServerId: one, ...launched }), ...ended };
    expect(timingOf(aDrill({ servers }), trial)).toMatchObject({ launch: 500, boot: null, check: null });
  });

  test('is null for a server that was not launched', () => {
    expect(timingOf(aDrill(), { ...aTrial({ sourceServerId: one }), ...ended })).toBeNull();
  });
});
