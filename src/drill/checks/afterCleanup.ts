import { record, type Step, setTimer, someServer } from '../step.ts';
import { isDecided } from './check.ts';
import { isAfterCleanup } from './checkTerms.ts';
import { begin, carryOn, nextAt } from './runChecks.ts';

/**
 * Runs the checks that wait until everything is proved gone. They are never required: one that does not pass is a
 * warning. True while one of them has no result.
 */
export function awaitsChecksAfterCleanup(step: Step): boolean {
  const own = (step.drill.checks ?? []).filter(isAfterCleanup);
  if (own.length === 0 || !isProvedGone(step) || mayHaveRun(step)) return false;
  for (const check of own.filter((one) => !isDecided(one))) {
    if (check.state === 'WAITING') begin(step, check);
    if (check.state === 'RUNNING') carryOn(step, check);
  }
  setTimer(step, 'checks', nextAt(step.drill));
  if (own.some((check) => !isDecided(check))) return true;
  if (own.some(({ state }) => state !== 'PASSED'))
    record(step, { type: 'ChecksWarned', warnings: [{ check: 'after-cleanup' }] });
  return false;
}

/** What a restored table does not show may have happened, and a function may act. */
function mayHaveRun({ drill }: Step): boolean {
  return drill.restored !== undefined;
}

/** A leak that a person has acknowledged is no cleanup, nor is a drill that has launched nothing. */
function isProvedGone({ drill }: Step): boolean {
  const isAcknowledged = someServer(drill, ({ gone }) => gone === 'ACKNOWLEDGED');
  return !isAcknowledged && someServer(drill, ({ gone }) => gone !== undefined);
}
