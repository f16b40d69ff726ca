import { ACTIONS_PRECAUTIONS } from './actionsPrecautions.ts';
import { CLEANING_PRECAUTIONS } from './cleaningPrecautions.ts';
import { GUARD_PRECAUTIONS } from './guardPrecautions.ts';
import { HELD_PRECAUTIONS } from './heldPrecautions.ts';
import { KEEPING_PRECAUTIONS } from './keepingPrecautions.ts';
import { LAUNCH_PRECAUTIONS } from './launchPrecautions.ts';
import { LOOK_PRECAUTIONS } from './lookPrecautions.ts';
import type { Precaution } from './precaution.ts';
import { PROVING_PRECAUTIONS } from './provingPrecautions.ts';
import { RESTORE_PRECAUTIONS } from './restorePrecautions.ts';
import { TELLING_PRECAUTIONS } from './tellingPrecautions.ts';
import { YIELD_PRECAUTIONS } from './yieldPrecautions.ts';

/**
 * Each is removed by a patch in the simulator's own build; the product has no switch for it. Where two places guard
 * the same thing, both are taken away. The conditions of a save are patched in the table in memory, which stands for DynamoDB's.
 */
export const PRECAUTIONS: readonly Precaution[] = [
  ...LAUNCH_PRECAUTIONS,
  ...LOOK_PRECAUTIONS,
  ...ACTIONS_PRECAUTIONS,
  ...CLEANING_PRECAUTIONS,
  ...GUARD_PRECAUTIONS,
  ...PROVING_PRECAUTIONS,
  ...HELD_PRECAUTIONS,
  ...YIELD_PRECAUTIONS,
  ...KEEPING_PRECAUTIONS,
  ...RESTORE_PRECAUTIONS,
  ...TELLING_PRECAUTIONS,
];
