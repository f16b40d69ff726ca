import type { Drill } from '../drill.ts';
import { record, type Step } from '../step.ts';
import { type Check, isDecided } from './check.ts';
import { isAfterCleanup, isOfServers } from './checkTerms.ts';
import { decideByServers, endServers } from './serverResults.ts';

/** Why the hold ended, or never began. AT_LAST: the drill ends, and nothing is left to wait for. */
export type Ending = 'ON_TIME' | 'CHECKED' | 'BY_PERSON' | 'OTHERWISE' | 'AT_LAST';

/** No check goes on after the hold, except those that wait for the cleanup. */
export function settleChecks(step: Step, ending: Ending): void {
  for (const check of step.drill.checks ?? []) {
    if (isDecided(check) || (isAfterCleanup(check) && ending !== 'AT_LAST')) continue;
    const state = ending === 'ON_TIME' && check.state === 'RUNNING' ? 'TIMED_OUT' : 'NOT_RUN';
    const because = becauseOf(step.drill, ending, check);
    if (check.state === 'RUNNING' && isOfServers(check)) {
      endServers(step, check, state, because);
      decideByServers(step, check);
    } else record(step, { type: 'CheckDecided', check: check.name, state, because });
  }
}

function becauseOf({ holdBeganAt, restored }: Drill, ending: Ending, check: Check): string {
  if (isAfterCleanup(check) && restored !== undefined) return 'the table was restored, so it may have run already';
  if (isAfterCleanup(check)) return 'there was no cleanup that proved everything gone';
  if (holdBeganAt === undefined) return 'the drill had no hold';
  if (check.state === 'WAITING') return 'the hold ended before it began';
  return BECAUSE[ending];
}

const BECAUSE: Record<Ending, string> = {
  ON_TIME: 'it had no result when the hold ended',
  CHECKED: 'the hold ended when all required checks had a result',
  BY_PERSON: 'a person ended the hold before it had a result',
  OTHERWISE: 'the drill ended its hold before it had a result',
  AT_LAST: 'the drill ended before it had a result',
};
