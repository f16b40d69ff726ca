import type { DayCounted, DrillOfMonth, MonthSources } from '../../../src/evidence/month/month.ts';
import type { Note } from '../../../src/evidence/notes.ts';
import { serverId } from '../../builders.ts';

/** October 2026 with a passed and a failed drill, a lesson, and an overdue server. */
export function aMonth(overrides: Partial<MonthSources> = {}): MonthSources {
  return {
    month: '2026-10',
    madeAt: '2026-11-02T08:00:00.000Z',
    region: null,
    drills: [someDrill({ drillId: 'drill-2', outcome: 'FAILED' }), someDrill({ drillId: 'drill-1' })],
    coverage: {
      region: 'eu-central-1',
      maxAgeSeconds: 7_776_000,
      world: 'REAL',
      servers: 10,
      covered: 7,
      neverDrilled: 1,
      neverPassed: 2,
      passedTooLongAgo: 1,
      passedNobodyKnowsWhere: 0,
    },
    overdue: [{ sourceServerId: serverId(4), hostname: 'mail', lastPassedAt: null }],
    days: [someDay({ day: '2026-10-11' }), someDay({ day: '2026-10-04', passed: 4, stopped: 1 })],
    daysBefore: [],
    notes: [someNote({ trackerUrl: 'https://tracker.example/1' }), someNote({ n: 2, at: '2026-10-05T00:00:00.000Z' })],
    ...overrides,
  };
}

export function someDrill(overrides: Partial<DrillOfMonth> = {}): DrillOfMonth {
  return {
    drillId: 'drill-1',
    region: 'eu-central-1',
    requestedAt: '2026-10-04T10:00:00.000Z',
    requestedBy: 'ana',
    reason: 'Rehearsal of the shop',
    recoveryPlan: null,
    endedAt: '2026-10-04T11:00:00.000Z',
    outcome: 'PASSED',
    cleanup: 'CLEAN',
    world: 'REAL',
    evidenceLevel: 'BOOTED',
    servers: 6,
    ...overrides,
  };
}

function someDay(overrides: Partial<DayCounted> = {}): DayCounted {
  return {
    day: '2026-10-04',
    drills: 1,
    trials: 6,
    passed: 6,
    stopped: 0,
    objectivesMet: 1,
    objectivesMissed: 0,
    medianRecoveryTimeSeconds: 700,
    longestRecoveryTimeSeconds: 1100,
    instanceHours: 6.5,
    ...overrides,
  };
}

export function someNote(overrides: Partial<Note> = {}): Note {
  return {
    drillId: 'drill-1',
    n: 1,
    at: '2026-10-04T12:00:00.000Z',
    by: 'ana',
    kind: 'LESSON',
    text: 'The licence server has to be in the plan.',
    person: null,
    role: null,
    trackerUrl: null,
    accepted: null,
    previousHash: null,
    ...overrides,
  };
}
