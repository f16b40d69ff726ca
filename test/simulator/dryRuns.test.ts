import { expect, test } from 'vitest';
import type { Dice } from '../../src/simulator/aws/dice.ts';
import type { PlannedRequest } from '../../src/simulator/seeded/scenarios/plannedPlans.ts';
import type { Scenario } from '../../src/simulator/seeded/scenarios/plans.ts';
import { drawScenario } from '../../src/simulator/seeded/scenarios/scenarios.ts';
import { runSeed } from '../../src/simulator/seeded/seededWorld.ts';

const SEEDS_PER_TEST = 250;

/** `npm run test:long` */
test.each([1, 251, 501, 751])(
  'in worlds full of faults, dry runs make no call to DRS or EC2 that changes anything, from seed %i on',
  async (first) => {
    const outcomes = new Set<string | undefined>();
    for (let seed = first; seed < first + SEEDS_PER_TEST; seed++) {
      // when
      const { callsOf, drills, violations } = await runSeed(seed, onlyDryRuns);
      // then
      const calls = Object.values(callsOf).flatMap((ofDrill) => Object.keys(ofDrill));
      const acting = calls.filter((call) => /^(drs|ec2):(?!Describe|Get|List)/.test(call));
      expect(acting, `seed ${seed}`).toEqual([]);
      expect(violations, `seed ${seed}`).toEqual([]);
      for (const { outcome } of drills) outcomes.add(outcome);
    }
    expect([...outcomes]).toEqual(expect.arrayContaining(['READY', 'REJECTED', 'CANCELLED']));
  },
);

/** The same worlds, in which everybody requests dry runs: by name, by tag, from plans and by schedules. */
function onlyDryRuns(dice: Dice, now: number): Scenario {
  const { plans, ...scenario } = drawScenario(dice, now);
  return {
    ...scenario,
    drills: scenario.drills.map((drill) => ({
      ...asDryRun(drill),
      ...(drill.plan && { plan: { ...drill.plan, overrides: {} } }),
    })),
    ...(plans && {
      plans: plans.map((plan) => ({
        ...plan,
        acts: plan.acts.map(({ at, save }) => ({ at, save: save && asDryRun(save) })),
      })),
    }),
  };
}

function asDryRun<Request extends PlannedRequest>(request: Request): Request {
  return { ...request, terms: { ...request.terms, dryRun: true } };
}
