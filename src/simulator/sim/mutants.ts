import { ACTIONS_SAFEGUARDS } from './actionsMutants.ts';
import { CHECK_SAFEGUARDS } from './checkMutants.ts';
import { CLEANUP_SAFEGUARDS } from './cleanupMutants.ts';
import { GUARD_SAFEGUARDS } from './guardMutants.ts';
import { HOLD_SAFEGUARDS } from './holdMutants.ts';
import { INSPECTION_SAFEGUARDS } from './inspectionMutants.ts';
import { LAUNCH_SAFEGUARDS } from './launchMutants.ts';
import { LIVENESS_SAFEGUARDS } from './livenessMutants.ts';
import { MACHINE_CHECK_SAFEGUARDS } from './machineCheckMutants.ts';
import type { Safeguard } from './mutant.ts';
import { PLAN_SAFEGUARDS } from './planMutants.ts';
import { PROOF_SAFEGUARDS } from './proofMutants.ts';
import { REPORT_SAFEGUARDS } from './reportMutants.ts';
import { RESTORE_SAFEGUARDS } from './restoreMutants.ts';
import { SEAL_SAFEGUARDS } from './sealMutants.ts';
import { WAVE_SAFEGUARDS } from './waveMutants.ts';
import { YIELD_SAFEGUARDS } from './yieldMutants.ts';

/**
 * A patch in the simulator's own build removes each safeguard. The product has no switch for it. Where two places guard
 * the same thing, both are removed. The conditions of a save are patched in the table in memory, which stands in for
 * DynamoDB.
 */
export const SAFEGUARDS: readonly Safeguard[] = [
  ...LAUNCH_SAFEGUARDS,
  ...INSPECTION_SAFEGUARDS,
  ...ACTIONS_SAFEGUARDS,
  ...CLEANUP_SAFEGUARDS,
  ...GUARD_SAFEGUARDS,
  ...PROOF_SAFEGUARDS,
  ...HOLD_SAFEGUARDS,
  ...CHECK_SAFEGUARDS,
  ...MACHINE_CHECK_SAFEGUARDS,
  ...YIELD_SAFEGUARDS,
  ...LIVENESS_SAFEGUARDS,
  ...RESTORE_SAFEGUARDS,
  ...REPORT_SAFEGUARDS,
  ...WAVE_SAFEGUARDS,
  ...PLAN_SAFEGUARDS,
  ...SEAL_SAFEGUARDS,
];
