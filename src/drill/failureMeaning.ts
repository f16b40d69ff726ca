import type { FailureKind } from './inputs.ts';

/**
 * What a failed call means for what was asked: NOT_NOW was refused and may be asked again as it is; NOT_THIS will be refused again for
 * what it names; NOT_ALLOWED will be refused until a person changes something; UNKNOWN may have been done.
 */
export type FailureMeaning = 'NOT_NOW' | 'NOT_THIS' | 'NOT_ALLOWED' | 'UNKNOWN';

export function meaningOf(kind: FailureKind): FailureMeaning {
  return MEANINGS[kind];
}

/** Whether asking again would be answered alike; nothing was done. */
export function isFinal(kind: FailureKind): boolean {
  return meaningOf(kind) === 'NOT_THIS' || meaningOf(kind) === 'NOT_ALLOWED';
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
  UNKNOWN_RESULT: 'UNKNOWN',
};
