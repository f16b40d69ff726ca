import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Check } from '../../api/client.ts';
import { isCaptured } from './checkText.ts';

/** The state of a check. A console is captured for people, and never passes. */
export function CheckStatus({ check }: { check: Check }) {
  if (isCaptured(check)) return <StatusIndicator type="info">for people to judge</StatusIndicator>;
  return <StatusIndicator type={STATES[check.state]}>{check.state}</StatusIndicator>;
}

const STATES: Record<Check['state'], StatusIndicatorProps.Type> = {
  WAITING: 'pending',
  RUNNING: 'in-progress',
  PASSED: 'success',
  FAILED: 'error',
  TIMED_OUT: 'error',
  NOT_RUN: 'stopped',
};
