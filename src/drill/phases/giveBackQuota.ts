import type { Launch, Phase } from '../drill.ts';
import { record, type Step } from '../step.ts';

/**
 * Once all waves are launched and their jobs have completed, a drill needs no job quota any more, however long its
 * hold.
 */
export function giveBackQuota(step: Step): void {
  const { drill } = step;
  if (drill.reserved && LAUNCHED.has(drill.phase) && drill.launches.every(isCompleted))
    record(step, { type: 'QuotaReleased' });
}

const LAUNCHED: ReadonlySet<Phase> = new Set(['VERIFYING', 'HOLDING']);

/** A lost launch may still turn out to have a job. */
function isCompleted({ state, lostAt }: Launch): boolean {
  return state === 'VOID' || (state === 'COMPLETED' && lostAt === undefined);
}
