import { expect, test } from 'vitest';
import { MINUTE_SECONDS, SECOND_MS } from '../../src/drill/bounds.ts';
import type { Instant } from '../../src/drill/drill.ts';
import type { Dice } from '../../src/simulator/aws/dice.ts';
import { noFaults } from '../../src/simulator/aws/faults.ts';
import { NO_PLATFORM_FAULTS, type Scenario } from '../../src/simulator/seeded/scenarios/plans.ts';
import { calmScenario } from '../../src/simulator/seeded/scenarios/scenarios.ts';
import { runSeed } from '../../src/simulator/seeded/seededWorld.ts';

test('a drill that was requested again after its caller gave up runs to its end', async () => {
  // given: every write to the table is throttled for five minutes; retries every 20 s give up long before that
  const story = (_dice: Dice, now: Instant): Scenario => {
    const calm = calmScenario(now, [[0]], [{ launchSeconds: 240 }], { holdSeconds: 300 });
    const again = { at: now + 6 * MINUTE_SECONDS * SECOND_MS, action: 'requestAgain' as const };
    return {
      ...calm,
      faults: { ...noFaults, faultsUntil: now + 5 * MINUTE_SECONDS * SECOND_MS },
      platform: { ...NO_PLATFORM_FAULTS, tableThrottled: 1 },
      drills: calm.drills.map((drill) => ({ ...drill, actions: [again] })),
    };
  };
  // when
  const { drills, violations, trace } = await runSeed(1, story);
  // then
  expect(trace.filter((line) => / failed 0 request d-/.test(line))).toHaveLength(5);
  expect(violations).toEqual([]);
  expect(drills).toMatchObject([{ phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' }]);
});
