import type { Server } from '../../../src/page/api/client.ts';

/** A listed server that was proved a day ago. */
export function aServer(given: Partial<Server> = {}): Server {
  const sourceServerId = given.sourceServerId ?? 's-00000000000000001';
  return {
    sourceServerId,
    hostname: 'web-1',
    site: { accountId: '111122223333', region: 'us-east-1' },
    firstSeenAt: '2026-01-01T00:00:00.000Z',
    removedAt: null,
    drills: 1,
    lastDrill: null,
    lastPassed: aPass(1),
    finding: null,
    links: {},
    ...given,
  };
}

/** A pass of so many days ago. */
export function aPass(days: number): NonNullable<Server['lastPassed']> {
  return {
    drillId: 'd-000000000000000000000001',
    endedAt: '2026-11-01T00:00:00.000Z',
    ageSeconds: days * 86_400,
    world: 'REAL',
    evidenceLevel: 'BOOTED',
    recoveryTimeSeconds: 600,
    recoveryTimeAtLeastSeconds: 540,
    recoveryPointSeconds: 0,
  };
}

/** A failed launch, with DRS's own words. */
export function aFinding(): NonNullable<Server['finding']> {
  return {
    sourceServerId: 's-00000000000000001',
    hostname: 'web-1',
    site: { accountId: '111122223333', region: 'us-east-1' },
    drillId: 'd-000000000000000000000001',
    foundAt: '2026-11-01T00:00:00.000Z',
    kind: 'LAUNCH_FAILED',
    error: 'Conversion failed: no boot volume',
    links: {},
  };
}
