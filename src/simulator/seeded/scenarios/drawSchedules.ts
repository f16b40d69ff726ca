import type { Dice } from '../../aws/dice.ts';
import type { Scenario } from './plans.ts';

/** In some worlds a schedule makes all drills, one after another or at once. The dice are their own. */
export function withSchedule(dice: Dice, scenario: Scenario): Scenario {
  if (scenario.drills.length < 2 || !dice.chance(0.1)) return scenario;
  const drills = scenario.drills.map((drill) => ({ ...drill, schedule: { name: 'nightly', scheduledAt: drill.at } }));
  return { ...scenario, drills };
}
