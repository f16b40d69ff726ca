import { describe, expect, test } from 'vitest';
import { EXIT, EXIT_SAID, isSettled, statusOf } from '../../src/cli/exitStatus.ts';
import { CLEANUPS, OUTCOMES, PHASES } from '../../src/drill/drill.ts';

describe('exit statuses', () => {
  test('every outcome has a status, which a clean drill exits with', () => {
    const statuses = OUTCOMES.map((outcome) => [outcome, statusOf({ outcome, cleanup: 'CLEAN', quarantined: null })]);
    expect(Object.fromEntries(statuses)).toEqual({
      PASSED: 0,
      FAILED: 4,
      OBJECTIVE_MISSED: 4,
      REJECTED: 3,
      CANCELLED: 7,
      YIELDED: 7,
      READY: 0,
    });
  });

  test('a leak takes precedence over every outcome', () => {
    for (const outcome of [...OUTCOMES, null])
      expect(statusOf({ outcome, cleanup: 'LEAKED', quarantined: null })).toBe(6);
  });

  test('waiting ends for a quarantined drill, because it does not end by itself', () => {
    const aside = { phase: 'HOLDING', cleanup: 'PENDING', outcome: null, quarantined: 'a drill is bounded' } as const;
    expect([isSettled(aside), statusOf(aside)]).toEqual([true, 6]);
  });

  test('waiting ends only when the drill has ended or leaked', () => {
    const settled = PHASES.flatMap((phase) =>
      CLEANUPS.flatMap((cleanup) => (isSettled({ phase, cleanup, quarantined: null }) ? [`${phase} ${cleanup}`] : [])),
    );
    const [ended, leaked] = [CLEANUPS.map((one) => `ENDED ${one}`), PHASES.map((one) => `${one} LEAKED`)];
    expect(new Set(settled)).toEqual(new Set([...ended, ...leaked]));
  });

  test('every status is explained in the manual', () => {
    expect(Object.keys(EXIT_SAID)).toEqual(Object.values(EXIT).map(String));
  });
});
