import { ACTIONS_PRECAUTIONS } from './actionsMutants.ts';
import { CLEANING_PRECAUTIONS } from './cleanupMutants.ts';
import { GUARD_PRECAUTIONS } from './guardMutants.ts';
import { HELD_PRECAUTIONS } from './holdMutants.ts';
import { LOOK_PRECAUTIONS } from './inspectionMutants.ts';
import { LAUNCH_PRECAUTIONS } from './launchMutants.ts';
import { KEEPING_PRECAUTIONS } from './livenessMutants.ts';
import type { Precaution } from './mutant.ts';
import { PROVING_PRECAUTIONS } from './proofMutants.ts';
import { TELLING_PRECAUTIONS } from './reportMutants.ts';
import { RESTORE_PRECAUTIONS } from './restoreMutants.ts';
import { YIELD_PRECAUTIONS } from './yieldMutants.ts';

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
