import type { Drill } from './apiDocuments.ts';

/** The exit statuses, for scripts. */
export const EXIT = {
  OK: 0,
  ERROR: 1,
  USAGE: 2,
  REFUSED: 3,
  FAILED: 4,
  TIMED_OUT: 5,
  NOT_CLEAN: 6,
  CANCELLED: 7,
  NOTHING_VERIFIED: 8,
  INTERRUPTED: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** The meaning of each status, as printed in the manual. */
export const EXIT_SAID: Record<ExitStatus, string> = {
  0: 'success; after waiting for a drill: PASSED, or of a dry run READY',
  1: 'error: the API did not respond, or failed',
  2: 'usage error, or no terminal for a confirmation; nothing was sent',
  3: 'refused: the API refused the request (4xx), the drill ended as REJECTED, or its evidence contradicts itself',
  4: 'the drill ended as FAILED or OBJECTIVE_MISSED, or a required check of it did not pass',
  5: 'the timeout expired before the drill ended',
  6: 'not clean: the drill is LEAKED or quarantined, or its journal is not intact; takes precedence over any outcome',
  7: 'the drill ended as CANCELLED or YIELDED',
  8: 'nothing was verified: the evidence could not be read, or this version cannot check it',
  130: 'interrupted; the drill continues',
};

/** Whether waiting is over: the drill has ended, or only a proof or an operator can end it. */
export function isSettled({ phase, cleanup, quarantined }: Pick<Drill, 'phase' | 'cleanup' | 'quarantined'>): boolean {
  return phase === 'ENDED' || cleanup === 'LEAKED' || quarantined !== null;
}

/** The exit status of a settled drill. A leak takes precedence over the outcome, because it costs money. */
export function statusOf({
  outcome,
  cleanup,
  quarantined,
}: Pick<Drill, 'outcome' | 'cleanup' | 'quarantined'>): ExitStatus {
  if (cleanup === 'LEAKED' || quarantined !== null) return EXIT.NOT_CLEAN;
  switch (outcome) {
    case 'PASSED':
    case 'READY':
      return EXIT.OK;
    case 'REJECTED':
      return EXIT.REFUSED;
    case 'FAILED':
    case 'OBJECTIVE_MISSED':
      return EXIT.FAILED;
    case 'CANCELLED':
    case 'YIELDED':
      return EXIT.CANCELLED;
    default:
      return EXIT.ERROR;
  }
}
