import {
  EFFECT_TIMEOUT_SECONDS,
  RECOVERIES_MAX,
  RECOVERY_LOOK_SECONDS,
  SECOND_MS,
  TERMINATION_PAUSE_SECONDS,
} from '../bounds.ts';
import type { Drill, Recovery } from '../drill.ts';
import type { RecoverySeen } from '../inputs.ts';
import { ask, decideOutcome, fires, mayAsk, record, type Step, setTimer } from '../step.ts';
import { beginTermination } from './ending.ts';

/** A report of a real recovery here only triggers a look. */
export function recoveryReported(step: Step, jobId: string): undefined {
  const { drill } = step;
  if (drill.phase === 'ENDED' || drill.recoveries[jobId] !== undefined || !hasRoom(drill)) return;
  if (drill.launches.some((launch) => launch.jobId === jobId)) return;
  record(step, { type: 'RecoveryReported', jobId });
  setTimer(step, 'recoveryLook', step.at);
}

/** A real recovery comes first: the drill launches nothing more, and cleans up when the recovery has ended. */
export function recoveriesSeen(step: Step, jobs: readonly RecoverySeen[]): undefined {
  for (const seen of jobs) {
    const { jobId, isReal } = seen;
    if (isReal && isNews(step.drill, jobId)) {
      const servers = seen.sourceServerIds.filter((id) => step.drill.servers[id] !== undefined);
      record(step, { type: 'YieldedTo', jobId, sourceServerIds: servers });
      giveWay(step, jobId);
    }
    const known = step.drill.recoveries[jobId];
    if (known !== undefined && known.state !== 'COMPLETED') handleRecovery(step, seen, known);
  }
}

/**
 * The performer saw a real recovery before it terminated anything. The drill records that and requests nothing
 * meanwhile.
 */
export function terminationPostponed(step: Step, recoveries: readonly RecoverySeen[]): undefined {
  recoveriesSeen(step, recoveries);
  setTimer(step, 'termination', step.at + TERMINATION_PAUSE_SECONDS * SECOND_MS);
}

/** Looks at the real recoveries until each has ended. */
export function lookAtRecoveries(step: Step): void {
  const jobIds = Object.entries(step.drill.recoveries).flatMap(([id, one]) => (one.state === 'COMPLETED' ? [] : [id]));
  if (jobIds.length === 0) return setTimer(step, 'recoveryLook', null);
  if (step.drill.timers['recoveryLook'] !== undefined && !fires(step, 'recoveryLook')) return;
  setTimer(step, 'recoveryLook', step.at + RECOVERY_LOOK_SECONDS * SECOND_MS);
  if (mayAsk(step, 'recoveries')) ask(step, 'recoveries', { kind: 'LookAtRecovery', jobIds });
}

/** The job has not been looked at yet, or was found not to be a real recovery. */
function isNews(drill: Drill, jobId: string): boolean {
  const known = drill.recoveries[jobId];
  if (known === undefined) return hasRoom(drill);
  return known.state === 'REPORTED' || (known.state === 'COMPLETED' && known.completedAt === undefined);
}

function hasRoom({ recoveries }: Drill): boolean {
  const known = Object.values(recoveries);
  return known.length < RECOVERIES_MAX || known.some((recovery) => recovery.state === 'COMPLETED');
}

function handleRecovery(
  step: Step,
  { jobId, isReal, isUnknown, completed, endedAt, released }: RecoverySeen,
  known: Recovery,
): void {
  // DRS's listings lag: a job that has just begun may be missing.
  const timeout = EFFECT_TIMEOUT_SECONDS * SECOND_MS;
  if (isUnknown === true && known.state === 'REPORTED' && step.at < (known.reportedAt ?? 0) + timeout) return;
  if (!completed && isReal) {
    const isReleased = released === true;
    if (isReleased !== (known.released === true))
      record(step, { type: 'RecoveryReleased', jobId, released: isReleased });
    return;
  }
  const wasReal = known.state === 'RUNNING';
  record(step, {
    type: 'RecoveryCompleted',
    jobId,
    ...(wasReal ? { endedAt: Math.min(endedAt ?? step.at, step.at) } : {}),
  });
}

function giveWay(step: Step, jobId: string): void {
  const { phase } = step.drill;
  if (phase === 'TERMINATING' || phase === 'ENDED') return;
  decideOutcome(step, 'YIELDED', `Real recovery ${jobId} was started in this Region, and it takes precedence.`);
  beginTermination(step);
}
