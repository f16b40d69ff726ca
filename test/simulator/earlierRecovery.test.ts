import { describe, expect, test } from 'vitest';
import { MINUTE_SECONDS, SECOND_MS } from '../../src/drill/bounds.ts';
import type { Instant } from '../../src/drill/drill.ts';
import type { Dice } from '../../src/simulator/aws/dice.ts';
import { noFaults } from '../../src/simulator/aws/faults.ts';
import type { Scenario } from '../../src/simulator/seeded/scenarios/plans.ts';
import { calmScenario } from '../../src/simulator/seeded/scenarios/scenarios.ts';
import { runSeed } from '../../src/simulator/seeded/seededWorld.ts';

/*
 * A third party fails over for real, disconnects the server from DRS and removes the instance's tags: only its job
 * still names it. No event arrives, so the lever stays open. Then DRS skips a launch of the same server, and names that
 * launch as the server's last.
 */
describe('production that only an earlier job names is not replaced', () => {
  test.each(['skippedDrill', 'skippedRecovery'] as const)('when a later launch (%s) was skipped', async (action) => {
    // given
    const story = (_dice: Dice, now: Instant): Scenario => {
      const minutesLater = (minutes: number) => now + minutes * MINUTE_SECONDS * SECOND_MS;
      const calm = calmScenario(now, [[0]], [{ launchSeconds: 240 }]);
      return {
        ...calm,
        faults: { ...noFaults, eventLost: 1 },
        thirdParties: [
          { at: now, action: 'failOverUntagged', servers: [0] },
          { at: minutesLater(60), action, servers: [0] },
        ],
        drills: calm.drills.map((drill) => ({ ...drill, at: minutesLater(90) })),
      };
    };
    // when
    const { drills, violations, injected } = await runSeed(1, story);
    // then
    expect(violations).toEqual([]);
    expect(injected).toMatchObject({
      'third party: failOverUntagged': 1,
      'third party: leave DRS': 1,
      'server skipped': 1,
    });
    expect(drills).toMatchObject([{ phase: 'ENDED', outcome: 'REJECTED', cleanup: 'NOT_NEEDED' }]);
  });
});
