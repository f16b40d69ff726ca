import type { Regression, Trial } from '../../../src/page/api/client.ts';

/** A drill that its server passed in ten minutes. */
export function aTrial(given: Partial<Trial> = {}): Trial {
  return {
    sourceServerId: 's-00000000000000001',
    drillId: 'd-000000000000000000000001',
    site: { accountId: '111122223333', region: 'us-east-1' },
    recoveryPlan: null,
    requestedAt: '2026-11-01T02:00:00.000Z',
    endedAt: '2026-11-01T03:00:00.000Z',
    outcome: 'PASSED',
    passed: true,
    world: 'REAL',
    evidenceLevel: 'BOOTED',
    stopped: false,
    result: 'LAUNCHED',
    verified: 'STATUS_CHECKS',
    ...{ lost: false, lostState: null, lostAt: null, lostReason: null },
    ...{ verificationFailed: false, actionsUndone: false, error: null, failedAt: null, failedBy: null },
    ...{ jobId: 'drsjob-1', instanceId: 'i-1', gone: 'TERMINATED' },
    ...{ recoveryTimeSeconds: 600, recoveryTimeAtLeastSeconds: 540, recoveryPointSeconds: 0 },
    ...{ objectives: null, holdOverrunSeconds: 1, instanceSeconds: 1400, instanceAtLeastSeconds: 1200 },
    stages: stagesOf({ snapshotSeconds: 0, conversionSeconds: 200, launchSeconds: 340, bootSeconds: 60 }),
    links: {},
    ...given,
  };
}

/** Stages of which only the given ones were measured. */
export function stagesOf(given: Partial<Trial['stages']>): Trial['stages'] {
  const none = { snapshotSeconds: null, conversionSeconds: null, launchSeconds: null };
  return { ...none, bootSeconds: null, bootAtLeastSeconds: null, checksSeconds: null, ...given };
}

/** A conversion that takes fifteen minutes instead of three. */
export function aRegression(given: Partial<Regression> = {}): Regression {
  return {
    by: 'server',
    key: 's-00000000000000001',
    drillId: 'd-000000000000000000000001',
    at: '2026-11-01T03:00:00.000Z',
    recoveryTimeSeconds: 1325,
    medianSeconds: 612,
    deviationSeconds: 24,
    samples: 19,
    stage: 'conversion',
    stageSeconds: 900,
    stageMedianSeconds: 205,
    links: {},
    ...given,
  };
}
