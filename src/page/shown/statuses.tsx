import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Cleanup, Outcome, Phase } from '../api/client.ts';

/** The phase, outcome and cleanup of a drill, which are never mixed. */
export function PhaseStatus({ phase }: { phase: Phase }) {
  return <StatusIndicator type={phase === 'ENDED' ? 'stopped' : 'in-progress'}>{phase}</StatusIndicator>;
}

export function OutcomeStatus({ outcome }: { outcome: Outcome | null }) {
  if (outcome === null) return <StatusIndicator type="pending">none yet</StatusIndicator>;
  return <StatusIndicator type={OUTCOMES[outcome] ?? 'info'}>{outcome}</StatusIndicator>;
}

export function CleanupStatus({ cleanup }: { cleanup: Cleanup }) {
  return <StatusIndicator type={CLEANUPS[cleanup] ?? 'info'}>{cleanup}</StatusIndicator>;
}

const OUTCOMES: Record<Outcome, StatusIndicatorProps.Type> = {
  PASSED: 'success',
  READY: 'success',
  FAILED: 'error',
  OBJECTIVE_MISSED: 'error',
  REJECTED: 'warning',
  CANCELLED: 'stopped',
  YIELDED: 'stopped',
};

const CLEANUPS: Record<Cleanup, StatusIndicatorProps.Type> = {
  NOT_NEEDED: 'stopped',
  PENDING: 'pending',
  RUNNING: 'in-progress',
  CLEAN: 'success',
  LEAKED: 'error',
};
