import type { ProofLimit } from './standing.ts';

/** The limit that a person has chosen, else the deployment's own, else that of `drs-drill coverage`. */
export function proofLimit(chosenDays: number | null, ownDays: number | null): ProofLimit {
  const days = chosenDays ?? ownDays ?? DAYS_DEFAULT;
  return { days, isOwn: days === ownDays };
}

/** Without a limit of the deployment, in days. */
export const DAYS_DEFAULT = 90;
