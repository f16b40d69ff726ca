import { record, type Step } from '../step.ts';
import { waitOf } from '../waits.ts';

/** Records the beginning and end of each wait, so that its start is known and people are notified once. */
export function noteWait(step: Step): void {
  const wait = waitOf(step.drill, step.at);
  if (wait?.for === step.drill.waits?.for || step.drill.phase === 'ENDED') return;
  record(step, wait === undefined ? { type: 'WaitEnded' } : { type: 'WaitBegan', wait });
}
