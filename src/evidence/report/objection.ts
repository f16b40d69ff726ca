import type { Outcome } from '../../drill/drill.ts';

/** A fact because of which an ended drill has not passed, and the outcome that it leads to. */
export interface Objection {
  outcome: Outcome;
  why: string;
}
