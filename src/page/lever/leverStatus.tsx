import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { LeverState } from './levers.ts';

/** The state of a lever in a table. FROZEN is red, because instances stay up. */
export function LeverStatus({ state }: { state: LeverState }) {
  return <StatusIndicator type={TYPES[state]}>{state}</StatusIndicator>;
}

const TYPES: Record<LeverState, StatusIndicatorProps.Type> = {
  OPEN: 'success',
  NO_LAUNCHES: 'warning',
  FROZEN: 'error',
};
