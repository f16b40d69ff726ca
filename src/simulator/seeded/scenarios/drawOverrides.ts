import type { Instant } from '../../../drill/drill.ts';
import type { Dice } from '../../aws/dice.ts';
import type { Overrides } from './plannedPlans.ts';

/** Some members that replace those of a plan. Waivers are apart: in a schedule they expire. */
export function drawOverrides(dice: Dice, at: Instant): Overrides {
  const overrides: Overrides = {
    ...(dice.chance(0.4) && { holdSeconds: dice.pick([0, 240, 600]) }),
    ...(dice.chance(0.4) && { reason: 'as agreed' }),
    ...(dice.chance(0.2) && { tags: { Team: 'shop' } }),
    ...(dice.chance(0.2) && { changeReference: 'change 4711' }),
    ...(dice.chance(0.1) && { recoveryPoint: { type: 'AT_OR_BEFORE' as const, at } }),
  };
  return dice.chance(0.3) ? {} : overrides;
}
