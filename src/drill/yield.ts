import { RECOVERIES_MAX, RECOVERY_LOOK_SECONDS, SECOND_MS } from './bounds.ts';
import type { Drill } from './drill.ts';
import type { Input } from './inputs.ts';
import { ask, decideOutcome, mayAsk, record, rings, type Step, setTimer } from './step.ts';
import { beginTermination } from './terminate.ts';

/** Somebody says that a real recovery was started here: only a reason to look. */
export function recoveryReported(step: Step, jobId: string): undefined {
  const { drill } = step;
  if (drill.phase === 'ENDED' || drill.recoveries[jobId] !== undefined) return;
  if (drill.launches.some((launch) => launch.jobId === jobId)) return;
  if (Object.keys(drill.recoveries).length >= RECOVERIES_MAX) return;
  record(step, { type: 'RecoveryReported', jobId });
  setTimer(step, 'recoveryLook', step.at);
}

/** A real recovery comes first: the drill launches nothing more and cleans up around it. */
export function recoveriesSeen(step: Step, { jobs }: Extract<Input, { type: 'RecoveriesSeen' }>): undefined {
  for (const { jobId, isReal, over, sourceServerIds } of jobs) {
    const known = step.drill.recoveries[jobId];
    if (known === undefined || known.state === 'OVER') continue;
    if (isReal && known.state === 'REPORTED') {
      const servers = sourceServerIds.filter((id) => step.drill.servers[id] !== undefined);
      record(step, { type: 'YieldedTo', jobId, sourceServerIds: servers });
      giveWay(step, jobId);
    }
    if (over || !isReal) record(step, { type: 'RecoveryOver', jobId });
  }
}

/** Asks how the real recoveries stand, until each is over. */
export function lookAtRecoveries(step: Step): void {
  const jobIds = Object.entries(step.drill.recoveries).flatMap(([id, one]) => (one.state === 'OVER' ? [] : [id]));
  if (jobIds.length === 0) return setTimer(step, 'recoveryLook', null);
  if (step.drill.timers['recoveryLook'] !== undefined && !rings(step, 'recoveryLook')) return;
  setTimer(step, 'recoveryLook', step.at + RECOVERY_LOOK_SECONDS * SECOND_MS);
  if (mayAsk(step, 'recoveries')) ask(step, 'recoveries', { kind: 'LookAtRecovery', jobIds });
}

/** The servers that a real recovery is working on, or may be: nothing of theirs is touched until its job is over. */
export function yieldedServers(drill: Drill): Set<string> {
  const running = Object.values(drill.recoveries).filter((recovery) => recovery.state === 'RUNNING');
  return new Set(running.flatMap((recovery) => recovery.servers));
}

function giveWay(step: Step, jobId: string): void {
  const { phase } = step.drill;
  if (phase === 'TERMINATING' || phase === 'ENDED') return;
  decideOutcome(step, 'YIELDED', `Real recovery ${jobId} was started here; it comes first.`);
  beginTermination(step);
}
