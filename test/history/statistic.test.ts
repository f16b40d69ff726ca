import { describe, expect, test } from 'vitest';
import { SAMPLES_KEPT } from '../../src/drill/bounds.ts';
import type { EndedDrill } from '../../src/history/endedDrill.ts';
import { NO_STAGES } from '../../src/history/stages.ts';
import { emptyStatistic, keysOf, regressionIn, withDrill, withTrial } from '../../src/history/statistic.ts';
import { aTrial, SITE, START } from '../builders.ts';

function anEndedDrill(overrides: Partial<EndedDrill> = {}): EndedDrill {
  return {
    drillId: 'd-1',
    site: SITE,
    recoveryPlan: 'Payroll',
    endedAt: START,
    outcome: 'PASSED',
    world: 'REAL',
    counts: true,
    recoveryTimeSeconds: 900,
    recoveryTimeAtLeastSeconds: 880,
    objectives: null,
    stages: NO_STAGES,
    holdOverrunSeconds: 30,
    trials: [],
    ...overrides,
  };
}

describe('an ended drill', () => {
  test('is counted for the UTC day on which it ended, its recovery plan and its Region', () => {
    const lastMoment = Date.parse('2026-03-01T23:59:59.999Z');
    expect(keysOf(anEndedDrill({ endedAt: lastMoment }))).toEqual([
      { by: 'day', key: '2026-03-01' },
      { by: 'recoveryPlan', key: 'Payroll' },
      { by: 'region', key: SITE.region },
    ]);
    expect(keysOf(anEndedDrill({ recoveryPlan: null })).map(({ by }) => by)).toEqual(['day', 'region']);
  });

  test('is a sample for its recovery plan only', () => {
    const of = (by: 'day' | 'recoveryPlan') => withDrill(emptyStatistic({ by, key: 'x' }), anEndedDrill()).samples;
    expect(of('recoveryPlan')).toMatchObject([{ drillId: 'd-1', seconds: 880 }]);
    expect(of('day')).toEqual([]);
    const unmeasured = anEndedDrill({ recoveryTimeAtLeastSeconds: null });
    expect(withDrill(emptyStatistic({ by: 'recoveryPlan', key: 'x' }), unmeasured).samples).toEqual([]);
  });

  test('counts the servers that DRS knew, and those that passed, whatever the drill’s outcome', () => {
    const trials = [
      aTrial({ exists: true, passed: true }),
      aTrial({ exists: true, passed: false }),
      aTrial({ exists: false, passed: false }),
      aTrial({ exists: null, passed: false }),
    ];
    const drill = anEndedDrill({ outcome: 'FAILED', trials });
    const { tally } = withDrill(emptyStatistic({ by: 'day', key: 'x' }), drill);
    expect(tally).toMatchObject({ drills: 1, byOutcome: { FAILED: 1 }, trials: 2, passed: 1 });
    const ended = { ...aTrial({ exists: true }), endedAt: START, outcome: 'FAILED' as const, passed: true };
    const server = withTrial(emptyStatistic({ by: 'server', key: 'x' }), ended, true).tally;
    expect(server).toMatchObject({ drills: 1, byOutcome: { FAILED: 1 }, trials: 1, passed: 1 });
  });

  test('keeps a statistic a small item, however many there are', () => {
    let statistic = emptyStatistic({ by: 'recoveryPlan', key: 'Payroll' });
    for (let n = 0; n < 3000; n++) {
      const seconds = 1.0085 ** n / 1000;
      const stages = { snapshot: seconds, conversion: seconds, launch: seconds, boot: seconds };
      const measured = { recoveryTimeSeconds: seconds, recoveryPointSeconds: seconds, instanceSeconds: 1e9 };
      const times = { drillId: `d-${String(n).padStart(24, '0')}`, endedAt: START + n, holdOverrunSeconds: seconds };
      const drill = anEndedDrill({
        ...times,
        recoveryTimeSeconds: seconds,
        stages,
        trials: [{ ...aTrial(), ...measured }],
      });
      statistic = withDrill(statistic, drill);
    }
    expect(statistic.samples).toHaveLength(SAMPLES_KEPT);
    expect(JSON.stringify(statistic).length).toBeLessThan(80_000);
    expect(regressionIn(statistic)).toBeNull();
  });
});
