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
 * In each test a drill has looked at jobs, and every function that looks at its server dies. Meanwhile a third party
 * launches that server. Its launch event makes the drill look again, a few seconds before DRS lists the new instance.
 * Two safeguards protect that instance from a launch of ours: EC2's tags, and the repeated look at jobs.
 */
describe('after a stale look at jobs, no launch replaces an instance that DRS does not list yet and', () => {
  test('another deployment launched', async () => {
    // given
    const story = (_dice: Dice, now: Instant): Scenario => {
      const calm = launchedIn200Seconds(now);
      return {
        ...calm,
        drills: [1, 0].flatMap((deployment) => calm.drills.map((drill) => ({ ...drill, deployment }))),
      };
    };
    // when
    const { drills, violations } = await runSeed(1, story, killingFirstLook('d-000000000000000000000001'));
    // then
    expect(violations).toEqual([]);
    expect(drills).toMatchObject([
      { phase: 'ENDED', outcome: 'REJECTED', cleanup: 'NOT_NEEDED' },
      { phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' },
    ]);
  });

  test('an operator launched by hand', async () => {
    // given
    const story = (_dice: Dice, now: Instant): Scenario => ({
      ...launchedIn200Seconds(now),
      thirdParties: [{ at: now + 5 * SECOND_MS, action: 'drill', servers: [0] }],
    });
    // when
    const { drills, violations, trace } = await runSeed(1, story, killingFirstLook('d-000000000000000000000000'));
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

/** Kills every function that performs the first look at the drill's server. */
function killingFirstLook(drillId: string): (gate: Gate) => boolean {
  return ({ name }) => name.endsWith(` perform ${drillId} e1`);
}
