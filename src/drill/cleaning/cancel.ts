import type { Input } from '../inputs.ts';
import type { Refusal } from '../phase.ts';
import { decideOutcome, record, type Step } from '../step.ts';
import { beginTermination } from './ending.ts';

/** A person cancels the drill: nothing more is launched, and what was launched is cleaned up. */
export function cancel(step: Step, input: Extract<Input, { type: 'CancelRequested' }>): Refusal | undefined {
  const { phase } = step.drill;
  if (phase === 'ENDED')
    return { status: 409, code: 'drill-ended', message: 'The drill has ended; there is nothing to cancel.' };
  if (phase === 'TERMINATING') {
    const message = `There is nothing to cancel: the drill is already cleaning up (${step.drill.why ?? 'its hold has ended'}).`;
    return { status: 409, code: 'already-terminating', message };
  }
  record(step, { type: 'CancelRequested', by: input.by, reason: input.reason });
  decideOutcome(step, 'CANCELLED', `Cancelled by ${input.by}: ${input.reason}`);
  beginTermination(step);
  return undefined;
}
