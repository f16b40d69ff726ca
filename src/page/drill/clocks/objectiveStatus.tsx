import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Objectives } from '../../api/client.ts';

/** Whether an objective was met; nothing without one. */
export function ObjectiveStatus({ verdict }: { verdict: Objectives | null }) {
  if (verdict === null) return null;
  return <StatusIndicator type={TYPES[verdict]}>{WORDS[verdict]}</StatusIndicator>;
}

const TYPES: Record<Objectives, StatusIndicatorProps.Type> = { MET: 'success', MISSED: 'error', UNDECIDED: 'warning' };
const WORDS: Record<Objectives, string> = { MET: 'met', MISSED: 'missed', UNDECIDED: 'undecided' };
