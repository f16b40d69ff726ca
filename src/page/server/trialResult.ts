import type { Trial } from '../api/client.ts';

/** What a drill says about the server. STOPPED: neither a pass nor a failure. */
export type TrialResult = 'RUNNING' | 'PASSED' | 'FAILED' | 'LOST' | 'STOPPED' | 'NOT_PASSED';

/** What a drill says about the server, whatever the outcome of the drill as a whole. */
export function trialResult({ endedAt, passed, stopped, lost, failedBy }: Trial): TrialResult {
  if (endedAt === null) return 'RUNNING';
  if (passed === true) return 'PASSED';
  if (lost) return 'LOST';
  if (stopped || failedBy === 'DRILL') return 'STOPPED';
  return failedBy === null ? 'NOT_PASSED' : 'FAILED';
}

/** Who reported that it did not pass, and why; undefined: there is nothing to say. */
export function reportOf(trial: Trial): { by: string; why: string } | undefined {
  const { failedBy, error, lost, actionsUndone } = trial;
  if (failedBy !== null) return { by: REPORTERS[failedBy], why: error ?? 'without a reason' };
  if (lost) return { by: 'EC2', why: lostText(trial) };
  if (actionsUndone) {
    return {
      by: 'The drill',
      why: 'It works, but the drill ended before its required post-launch actions had succeeded',
    };
  }
  return error === null ? undefined : { by: 'The drill', why: error };
}

const REPORTERS = { DRS: 'DRS', VERIFICATION: 'The verification', DRILL: 'The drill' } as const;

function lostText({ lostState, lostReason }: Trial): string {
  if (lostState === null) return 'Its state was unknown when its hold ended';
  return `It was ${lostState} before its hold ended${lostReason === null ? '' : `: ${lostReason}`}`;
}
