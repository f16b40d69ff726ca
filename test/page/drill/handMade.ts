import type { Check, Drill, DrilledServer } from '../../../src/page/api/client.ts';

/** A drill of one server in its hold, made by hand; its members can be replaced. */
export function drillWith(members: Partial<Drill> = {}): Drill {
  return {
    ...{ drillId: 'd-1', phase: 'HOLDING', phaseSince: '2026-12-01T02:10:00.000Z', outcome: null, objectives: null },
    ...{ why: null, cleanup: 'PENDING', world: 'SIMULATED', evidenceLevel: null, quarantined: null },
    ...{ contradiction: null, evidence: null, site: { accountId: '111122223333', region: 'eu-west-1' } },
    ...{ requestedBy: 'ann', requestedAt: '2026-12-01T02:00:00.000Z', updatedAt: '2026-12-01T02:10:00.000Z' },
    ...{ endedAt: null, cancelledBy: null, terms: TERMS, plan: null, schedule: null, givenHash: null },
    ...{ failedChecks: { total: 0, first: [] }, waived: [], warnings: { total: 0, first: [] }, realRecoveries: [] },
    ...{ leftStanding: [], terminationRefused: null, waitsFor: null, waits: null, hold: HOLD, checks: [] },
    ...{ timeToChecked: null, hardStopAt: '2026-12-01T05:00:00.000Z', forecast: null, quantities: null, cost: null },
    waves: [
      {
        ...{ wave: 1, state: 'LAUNCHED', beganAt: '2026-12-01T02:00:05.000Z', deadlineAt: '2026-12-01T03:30:00.000Z' },
        sourceServerIds: ['s-1'],
      },
    ],
    launches: [
      {
        ...{ wave: 1, state: 'COMPLETED', jobId: 'drsjob-1', createdAt: null, endedAt: null },
        sourceServerIds: ['s-1'],
      },
    ],
    servers: [serverWith()],
    links: {},
    ...members,
  };
}

const TERMS: Drill['terms'] = {
  ...{ recoveryPoint: { type: 'LATEST' }, holdSeconds: 3600, lagSecondsMax: 900, bootSecondsMax: 1800 },
  ...{ launchAllowanceSeconds: 5400, onLaunchFailure: 'HOLD', objectives: {}, waivers: [], tags: {} },
  reason: 'rehearsal',
};

const HOLD: Drill['hold'] = {
  ...{ seconds: 3600, beganAt: '2026-12-01T02:10:00.000Z', until: '2026-12-01T03:10:00.000Z', endedAt: null },
  ...{ extensionRequestedUntil: null, extendedBy: null, endedBy: null, heldSeconds: null },
};

/** A server that was launched and verified; its members can be replaced. */
export function serverWith(members: Partial<DrilledServer> = {}): DrilledServer {
  return {
    ...{ sourceServerId: 's-1', wave: 1, jobId: 'drsjob-1', reported: true, result: 'LAUNCHED', error: null },
    ...{ instanceId: 'i-1', launchedAt: '2026-12-01T02:08:00.000Z', verified: 'STATUS_CHECKS' },
    ...{ verifiedAt: '2026-12-01T02:10:00.000Z', lost: null, verificationFailed: false, launchActions: null },
    ...{ evidence: null, pointUsed: null, replicationLagSeconds: 0, recoveryTime: UNMEASURED },
    ...{ recoveryPoint: UNMEASURED, terminationAcceptedAt: null, unproven: null, reportedGone: false, gone: null },
    links: {},
    ...members,
  };
}

const UNMEASURED = { seconds: null, atLeastSeconds: null, from: null, to: null, notBefore: null, reason: null };

/** A required check by verdict that waits for it; its members can be replaced. */
export function checkWith(members: Partial<Check> = {}): Check {
  return {
    ...{ name: 'orders-work', kind: 'VERDICT', required: true, state: 'RUNNING', when: 'HOLDING' },
    ...{ beganAt: null, decidedAt: null, afterSeconds: 0, timeoutSeconds: null, because: null, by: null },
    ...{ evidenceUrl: null, servers: null, failures: [], links: { verdict: '/v1/drills/d-1/checks/orders-work' } },
    ...members,
  };
}
