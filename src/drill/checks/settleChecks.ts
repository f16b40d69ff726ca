import type { Drill } from '../drill.ts';
import { record, type Step } from '../step.ts';
import { type Check, isDecided } from './check.ts';

/** Why the hold ended, or never began. */
export type Ending = 'ON_TIME' | 'CHECKED' | 'BY_PERSON' | 'OTHERWISE';

/** No check goes on after the hold. A drill that has never had one leaves its checks NOT_RUN. */
export function settleChecks(step: Step, ending: Ending): void {
  for (const check of step.drill.checks ?? []) {
    if (isDecided(check)) continue;
    const state = ending === 'ON_TIME' && check.state === 'RUNNING' ? 'TIMED_OUT' : 'NOT_RUN';
    record(step, { type: 'CheckDecided', check: check.name, state, because: becauseOf(step.drill, ending, check) });
  }
}

function becauseOf({ holdBeganAt }: Drill, ending: Ending, { state }: Check): string {
  if (holdBeganAt === undefined) return 'the drill had no hold';
  if (state === 'WAITING') return 'the hold ended before it began';
  return BECAUSE[ending];
}

const BECAUSE: Record<Ending, string> = {
  ON_TIME: 'it had no result when the hold ended',
  CHECKED: 'the hold ended when all required checks had a result',
  BY_PERSON: 'a person ended the hold before it had a result',
  OTHERWISE: 'the drill ended its hold before it had a result',
};
