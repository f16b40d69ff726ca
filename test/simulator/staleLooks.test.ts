import { describe, expect, test } from 'vitest';
import { MINUTE_SECONDS, SECOND_MS } from '../../src/drill/bounds.ts';
import type { Instant } from '../../src/drill/drill.ts';
import type { Dice } from '../../src/simulator/aws/dice.ts';
import { noFaults } from '../../src/simulator/aws/faults.ts';
import type { Gate } from '../../src/simulator/seeded/coroutines.ts';
import type { Scenario } from '../../src/simulator/seeded/scenarios/plans.ts';
import { calmScenario } from '../../src/simulator/seeded/scenarios/scenarios.ts';
import { runSeed } from '../../src/simulator/seeded/seededWorld.ts';

/*
 * In each story a drill has looked at jobs, and whoever is to look at its server dies again and again. Meanwhile others launch that
 * server. The event of their launch has the drill ask anew, some seconds before DRS lists their instance. Two precautions stand between
 * it and a launch of ours that would delete it: EC2's tags, and the look at jobs that is made again.
 */
describe('an instance that DRS does not list yet, where the drill’s look at jobs is old, is not replaced', () => {
  test('when another deployment has launched it', async () => {
    // given
    const story = (_dice: Dice, now: Instant): Scenario => {
      const calm = launchedIn200Seconds(now);
      return {
        ...calm,
        drills: [1, 0].flatMap((deployment) => calm.drills.map((drill) => ({ ...drill, deployment }))),
      };
    };
    // when
    const { drills, violations } = await runSeed(1, story, dyingOver('d-000000000000000000000001'));
    // then
    expect(violations).toEqual([]);
    expect(drills).toMatchObject([
      { phase: 'ENDED', outcome: 'REJECTED', cleanup: 'NOT_NEEDED' },
      { phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' },
    ]);
  });

  test('when somebody has launched it by hand', async () => {
    // given
    const story = (_dice: Dice, now: Instant): Scenario => ({
      ...launchedIn200Seconds(now),
      thirdParties: [{ at: now + 5 * SECOND_MS, deed: 'drill', servers: [0] }],
    });
    // when
    const { drills, violations, trace } = await runSeed(1, story, dyingOver('d-000000000000000000000000'));
    // then
    expect(violations).toEqual([]);
    expect(drills).toMatchObject([{ phase: 'ENDED', outcome: 'REJECTED', cleanup: 'NOT_NEEDED' }]);
    expect(trace.some((line) => line.includes(' VALIDATING by ServerReported: '))).toBe(true);
  });
});

function launchedIn200Seconds(now: Instant): Scenario {
  const faultsUntil = now + 10 * MINUTE_SECONDS * SECOND_MS;
  const calm = calmScenario(now, [[0]], [{ launchSeconds: 200 }], { holdSeconds: 300 });
  return { ...calm, faults: { ...noFaults, faultsUntil } };
}

/** Whoever performs the first look at the drill's server dies. */
function dyingOver(drillId: string): (gate: Gate) => boolean {
  return ({ name }) => name.endsWith(` perform ${drillId} e1`);
}
