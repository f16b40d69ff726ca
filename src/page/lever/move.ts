import type { Drill, DrillSummary, Lever } from '../api/client.ts';
import type { LeverState } from './levers.ts';

/** A move of a lever that a person considers, and what it would meet. */
export interface Move {
  state: LeverState;
  /** null: the lever for all Regions. */
  region: string | null;
  levers: readonly Lever[];
  /** Every drill that has not ended; undefined: not read. */
  drills: readonly DrillSummary[] | undefined;
  /** Those there that are read in full. */
  details: readonly Drill[];
  /** The time on the API's clock. */
  nowMs: number;
}
