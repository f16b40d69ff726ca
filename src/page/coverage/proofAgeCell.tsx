import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Server } from '../api/client.ts';
import { ageText } from './proofAge.ts';
import { type ProofLimit, type Standing, standingOf } from './standing.ts';

/** How old the last proof is, and whether it is in time. */
export function ProofAge({ server, limit }: { server: Server; limit: ProofLimit }) {
  const standing = standingOf(server, limit);
  const age = server.lastPassed === null ? '' : `${ageText(server.lastPassed.ageSeconds)} ago`;
  return <StatusIndicator type={TYPES[standing]}>{TEXTS[standing](age)}</StatusIndicator>;
}

const TYPES: Record<Standing, StatusIndicatorProps.Type> = {
  NEVER_DRILLED: 'error',
  NEVER_PROVED: 'error',
  OVERDUE: 'warning',
  PROVED: 'success',
  REMOVED: 'stopped',
};

const TEXTS: Record<Standing, (age: string) => string> = {
  NEVER_DRILLED: () => 'never drilled',
  NEVER_PROVED: () => 'never proved',
  OVERDUE: (age) => `${age}, overdue`,
  PROVED: (age) => age,
  REMOVED: (age) => (age === '' ? 'not in DRS' : `${age}, not in DRS`),
};
