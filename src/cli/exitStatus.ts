import type { Drill } from './documents.ts';

/** With what the command ends, for scripts. */
export const EXIT = {
  OK: 0,
  ERROR: 1,
  USAGE: 2,
  REFUSED: 3,
  FAILED: 4,
  TIMED_OUT: 5,
  NOT_CLEAN: 6,
  CANCELLED: 7,
  INTERRUPTED: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** What each status means, as the manual says it. */
export const EXIT_SAID: Record<ExitStatus, string> = {
  0: 'done; of a drill that was waited for: PASSED',
  1: 'something went wrong: the API did not answer, or answered with an error of its own',
  2: 'the command line is wrong, or a question could not be asked; nothing was sent',
  3: 'refused: the API said no (4xx), or the drill ended as REJECTED',
  4: 'the drill ended as FAILED or OBJECTIVE_MISSED',
  5: 'the time to wait was over before the drill',
  6: 'not clean: something of a drill is LEAKED, it was set aside as broken, or its journal is not intact; this wins over any outcome',
  7: 'the drill ended as CANCELLED or YIELDED',
  130: 'interrupted; a drill that was watched goes on',
};

/** Nothing more comes of waiting: it has ended, or only a proof or a person can end it. */
export function isSettled({ phase, cleanup, quarantined }: Pick<Drill, 'phase' | 'cleanup' | 'quarantined'>): boolean {
  return phase === 'ENDED' || cleanup === 'LEAKED' || quarantined !== null;
}

/** What a settled drill means for a script. What is not clean costs money or worse, so a leak wins over the outcome. */
export function statusOf({
  outcome,
  cleanup,
  quarantined,
}: Pick<Drill, 'outcome' | 'cleanup' | 'quarantined'>): ExitStatus {
  if (cleanup === 'LEAKED' || quarantined !== null) return EXIT.NOT_CLEAN;
  switch (outcome) {
    case 'PASSED':
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
