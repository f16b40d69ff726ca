import type { FailureKind } from './inputs.ts';

/**
 * What a failed call means for its effect. NOT_NOW: refused, and may be retried unchanged. NOT_THIS: will be refused
 * again for the same servers. NOT_ALLOWED: will be refused until a person changes something. UNKNOWN: may have been
 * done.
 */
export type FailureMeaning = 'NOT_NOW' | 'NOT_THIS' | 'NOT_ALLOWED' | 'UNKNOWN';

export function meaningOf(kind: FailureKind): FailureMeaning {
  return MEANINGS[kind];
}

/** Nothing was done, and a retry would get the same answer. */
export function isFinal(kind: FailureKind): boolean {
  return meaningOf(kind) === 'NOT_THIS' || meaningOf(kind) === 'NOT_ALLOWED';
}

/** Whether the product itself refused the call, and did not make it. */
export function isOurs(kind: FailureKind): boolean {
  return kind === 'LEVER' || kind === 'BLACKOUT';
}

const MEANINGS: Readonly<Record<FailureKind, FailureMeaning>> = {
  CONFLICT: 'NOT_NOW',
  QUOTA: 'NOT_NOW',
  THROTTLED: 'NOT_NOW',
  UNAVAILABLE: 'NOT_NOW',
  INVALID: 'NOT_THIS',
  NOT_FOUND: 'NOT_THIS',
  DENIED: 'NOT_ALLOWED',
  LEVER: 'NOT_ALLOWED',
  BLACKOUT: 'NOT_ALLOWED',
  UNKNOWN_RESULT: 'UNKNOWN',
};
