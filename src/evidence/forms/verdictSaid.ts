import type { Outcome } from '../../drill/drill.ts';
import type { Report, Verdict } from '../report/report.ts';
import { COMPUTED_SAID } from './words.ts';

/**
 * The verdict in a few words. A drill that was stopped tells nothing bad about its servers, and a dry run nothing good.
 */
export function verdictSaid({ computed, outcome }: Pick<Verdict, 'computed' | 'outcome'>): string {
  if (computed === null) return 'No verdict yet';
  if (outcome === 'READY') return `Dry run: ${COMPUTED_SAID[computed].toLowerCase()}`;
  const stopped = computed === 'FAILED' && outcome !== null ? STOPPED[outcome] : undefined;
  return stopped === undefined ? COMPUTED_SAID[computed] : `Not passed: ${stopped}`;
}

const STOPPED: Partial<Record<Outcome, string>> = {
  REJECTED: 'rejected',
  CANCELLED: 'cancelled',
  YIELDED: 'gave way to a real recovery',
};

/** Why there is no verdict on the objectives: a running drill has none yet. */
export function noVerdict({ objectives: { recoveryTimeSeconds, recoveryPointSeconds } }: Report): string {
  return recoveryTimeSeconds === null && recoveryPointSeconds === null ? 'the drill had none' : 'no verdict yet';
}

/** What stands where there are no checks. A drill that has seen no machine start does not show even that. */
export function noChecks(evidenceLevel: Report['evidenceLevel']): string {
  return evidenceLevel === null
    ? 'The drill had no checks.'
    : 'The drill had no checks: it shows only that machines start.';
}
