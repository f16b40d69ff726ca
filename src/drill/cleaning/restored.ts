import type { FailedCheck } from '../drill.ts';
import { launchStartedBy } from '../effectKeys.ts';
import { decideOutcome, record, type Step } from '../step.ts';
import { beginTermination } from './ending.ts';

/**
 * The table was restored, so the record may be older than what the drill has done. The drill launches nothing more,
 * finds its own jobs in AWS, and cleans up after all of them.
 */
export function tableRestored(step: Step, restored: string): undefined {
  const { drill } = step;
  if (drill.phase === 'ENDED' || drill.restored === restored) return;
  // It is unknown whether these were performed. Looks find what they did.
  for (const [effectId, open] of Object.entries(drill.open)) {
    record(step, { type: 'EffectAnswered', effectId, failed: { kind: 'UNKNOWN_RESULT', message: 'Restored.' } });
    const launch = launchStartedBy(open);
    if (launch !== undefined) record(step, { type: 'LaunchUnanswered', launch });
  }
  record(step, { type: 'TableRestored', restored });
  // What was launched after the restore point may be running.
  if (drill.cleanup === 'NOT_NEEDED') record(step, { type: 'CleanupChanged', cleanup: 'RUNNING' });
  if (drill.phase === 'TERMINATING') return;
  if (drill.launches.length === 0) reject(step, restored);
  else if (drill.launches.some(({ jobId }) => jobId !== undefined))
    decideOutcome(step, 'FAILED', `The table was restored (${restored}) during the drill.`);
  else record(step, { type: 'GivenUp', failure: failureOf(restored) });
  beginTermination(step);
}

function reject(step: Step, restored: string): void {
  const failure = failureOf(restored);
  record(step, { type: 'ChecksFailed', failures: [failure] });
  decideOutcome(step, 'REJECTED', failure.message);
}

function failureOf(restored: string): FailedCheck {
  const message = `The table was restored (${restored}) to a time before this drill had launched anything.`;
  return { check: 'restored', message };
}
