import type { Launch, Phase } from '../drill.ts';
import { record, type Step } from '../step.ts';

/** Where all waves are launched: what a drill may have open in jobs it needs no longer once its own are over, however long it is held. */
export function giveBackQuota(step: Step): void {
  const { drill } = step;
  if (drill.reserved && LAUNCHED.has(drill.phase) && drill.launches.every(isCompleted))
    record(step, { type: 'QuotaReleased' });
}

const LAUNCHED: ReadonlySet<Phase> = new Set(['VERIFYING', 'HOLDING']);

/** One that was lost may yet turn out to have a job. */
function isCompleted({ state, lostAt }: Launch): boolean {
  return state === 'VOID' || (state === 'COMPLETED' && lostAt === undefined);
}
