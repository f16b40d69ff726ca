import { CHECK_MESSAGE_BYTES_KEPT, CHECKER_BYTES_KEPT } from '../bounds.ts';
import type { Drill } from '../drill.ts';
import { shortened } from '../shortened.ts';
import { type Check, type CheckResult, type CheckTerms, isDecided } from './check.ts';

/** The end of a check, in full. The record keeps less. */
export interface CheckDecision {
  check: string;
  state: CheckResult;
  /** Null: there is nothing to say. */
  because: string | null;
  by?: string;
  evidenceUrl?: string;
}

/** The checks of a new drill; nothing when the request has none. */
export function waitingChecks(terms: readonly CheckTerms[] | undefined): { checks?: Check[] } {
  return terms === undefined ? {} : { checks: terms.map((check) => ({ ...check, state: 'WAITING' })) };
}

/** Keeps that a check runs. The caller owns the drill. */
export function keepCheckBegan(drill: Drill, name: string): void {
  changeCheck(drill, name, { state: 'RUNNING', beganAt: drill.at });
}

/** Keeps how a check ended; the first result is final. */
export function keepCheckDecided(drill: Drill, { check, state, because, by, evidenceUrl }: CheckDecision): void {
  changeCheck(drill, check, {
    state,
    decidedAt: drill.at,
    ...(because !== null && { because: keptMessage(because) }),
    ...(by !== undefined && { by: keptChecker(by) }),
    ...(evidenceUrl !== undefined && { evidenceUrl }),
  });
}

/** A message as the record keeps it. */
export function keptMessage(message: string): string {
  return shortened(message, CHECK_MESSAGE_BYTES_KEPT);
}

/** The giver of a verdict as the record keeps it. */
export function keptChecker(by: string): string {
  return shortened(by, CHECKER_BYTES_KEPT);
}

function changeCheck({ checks = [] }: Drill, name: string, change: Partial<Check>): void {
  const check = checks.find((one) => one.name === name);
  if (check !== undefined && !isDecided(check)) Object.assign(check, change);
}
