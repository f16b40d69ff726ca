import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../src/drill/failureMeaning.ts';
import type { FailureKind } from '../../src/drill/inputs.ts';
import { starting, terminating, validating } from './chapters.ts';
import { answer, isOpen, MINUTE, wake } from './given.ts';

/** Every kind. The type makes sure that none is missing. */
const EVERY: Readonly<Record<FailureKind, true>> = {
  CONFLICT: true,
  LEVER: true,
  BLACKOUT: true,
  QUOTA: true,
  THROTTLED: true,
  DENIED: true,
  INVALID: true,
  NOT_FOUND: true,
  UNAVAILABLE: true,
  UNKNOWN_RESULT: true,
};
const KINDS = Object.keys(EVERY) as FailureKind[];
const FINAL = KINDS.filter((kind) => ['NOT_THIS', 'NOT_ALLOWED'].includes(meaningOf(kind)));
const PASSING = KINDS.filter((kind) => meaningOf(kind) === 'NOT_NOW');

function failed(kind: FailureKind) {
  return () => ({ type: 'EffectFailed' as const, kind, message: `StartRecovery: ${kind}` });
}

/** They say nothing about the servers. */
const OF_NO_SERVER: ReadonlySet<string> = new Set(['LEVER', 'BLACKOUT', 'DENIED']);

describe('a question of the validation', () => {
  test.each([...PASSING, 'UNKNOWN_RESULT' as const])('that AWS cannot answer now is retried: %s', (kind) => {
    const refused = answer(validating(), 'FindBusy', failed(kind));
    expect([refused.drill.phase, isOpen(refused, 'FindBusy')]).toEqual(['VALIDATING', false]);
    expect(isOpen(wake(refused, MINUTE), 'FindBusy')).toBe(true);
  });

  test.each(FINAL)('that AWS will refuse again is a failed check: %s', (kind) => {
    expect(answer(validating(), 'FindBusy', failed(kind)).drill.outcome).toBe('REJECTED');
  });
});

describe('a launch', () => {
  test.each(PASSING)('that was refused for now is retried, and no server has failed: %s', (kind) => {
    const refused = answer(starting(), 'StartRecovery', failed(kind));
    expect([refused.drill.phase, refused.drill.launches[0]?.state]).toEqual(['LAUNCHING', 'PLANNED']);
    expect(Object.values(refused.drill.servers).map(({ result }) => result)).toEqual([undefined]);
    expect(isOpen(wake(refused, MINUTE), 'StartRecovery')).toBe(true);
  });

  test.each(FINAL)(
    'that will be refused again started nothing, and fails the drill only if it may be the server’s fault: %s',
    (kind) => {
      const refused = answer(starting(), 'StartRecovery', failed(kind));
      const outcome = OF_NO_SERVER.has(kind) ? 'REJECTED' : 'FAILED';
      expect([refused.drill.launches[0]?.state, refused.drill.outcome]).toEqual(['VOID', outcome]);
    },
  );
});

describe('a termination', () => {
  test.each(KINDS)('is never given up, whatever AWS answers: %s', (kind) => {
    const refused = answer(terminating(), 'Terminate', failed(kind));
    expect(isOpen(wake(refused, 5 * MINUTE), 'Terminate')).toBe(true);
  });
});
