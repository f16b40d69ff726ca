import { record, type Step } from '../step.ts';
import { waitOf } from '../waits.ts';

/** The beginning of each wait is a fact, and its end: so that since when is known, and people hear of it once. */
export function noteWait(step: Step): void {
  const wait = waitOf(step.drill, step.at);
  if (wait?.for === step.drill.waits?.for || step.drill.phase === 'ENDED') return;
  record(step, wait === undefined ? { type: 'WaitEnded' } : { type: 'WaitBegan', wait });
}
