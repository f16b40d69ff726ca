import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { LeverState } from './levers.ts';
import './leverStatus.css';

/** The state of a lever. FROZEN is red, because instances stay up. */
export function LeverStatus({ state, isLarge = false }: { state: LeverState; isLarge?: boolean }) {
  const status = <StatusIndicator type={TYPES[state]}>{state}</StatusIndicator>;
  return isLarge ? <div className="lever-status-large">{status}</div> : status;
}

const TYPES: Record<LeverState, StatusIndicatorProps.Type> = {
  OPEN: 'success',
  NO_LAUNCHES: 'warning',
  FROZEN: 'error',
};
