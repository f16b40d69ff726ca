import { describe, expect, test } from 'vitest';
import { CommandError } from '../../../src/cli/commandError.ts';
import { monthNamed, monthText } from '../../../src/cli/evidence/monthText.ts';
import { EXIT } from '../../../src/cli/exitStatus.ts';
import type { Session } from '../../../src/cli/http/session.ts';
import { someDrill, someNote } from '../../evidence/month/given.ts';

describe('the report of a month from the API', () => {
  test('asks for the drills of that month, and the days of it and of the month before', async () => {
    const requests: string[] = [];
    await monthText(apiOf(requests), '2026-01', 'json');
    expect(requests).toContain('/v1/drills?from=2026-01-01T00:00:00.000Z&to=2026-02-01T00:00:00.000Z&limit=100');
    expect(requests).toContain('/v1/statistics?by=day&from=2026-01-01&to=2026-01-31&limit=100');
    expect(requests).toContain('/v1/statistics?by=day&from=2025-12-01&to=2025-12-31&limit=100');
    expect(requests).toContain('/v1/servers?overdue=true&limit=100');
  });

  test('has drills, coverage, overdue servers that DRS still lists, trend and lessons', async () => {
    const month = JSON.parse(await monthText(apiOf([]), '2026-10', 'json'));
    expect(month).toMatchObject({
      format: 'drs-drill/month/1',
      madeAt: '2026-11-02T08:00:00.000Z',
      final: true,
      world: 'REAL',
      outcomes: [{ outcome: 'PASSED', drills: 1 }],
      coverage: { servers: 1, covered: 1 },
      overdue: [{ sourceServerId: 's-1', hostname: 'web', lastPassedAt: '2026-10-04T11:00:00.000Z' }],
      trend: {
        now: { drills: 2, trials: 6, passed: 5 },
        days: [{ day: '2026-10-04', longestRecoveryTimeSeconds: 900 }],
      },
      lessons: [{ drillId: 'drill-1', text: 'The licence server has to be in the plan.' }],
    });
  });

  test('says nothing about overdue servers where the API refuses the question, and passes every other error on', async () => {
    const month = await monthText(apiOf([], refusal(400)), '2026-10', 'json');
    expect(JSON.parse(month).overdue).toBeNull();
    await expect(monthText(apiOf([], refusal(403)), '2026-10', 'json')).rejects.toThrow('refused');
  });

  test('is a page or Markdown, and no CSV', async () => {
    expect(await monthText(apiOf([]), '2026-10', 'html')).toMatch(/^<!doctype html>/);
    expect(await monthText(apiOf([]), '2026-10', 'md')).toMatch(/^# REAL · Disaster-recovery drills of 2026-10/);
    await expect(monthText(apiOf([]), '2026-10', 'csv')).rejects.toThrow('a month has no CSV');
  });

  test('is of a month that exists', () => {
    expect(monthNamed('2026-12')).toBe('2026-12');
    for (const text of ['2026-13', '2026-00', '2026', '2026-1', '2026-10-01', 'last']) {
      expect(() => monthNamed(text), text).toThrow('It must be a month, such as 2026-10.');
    }
  });
});

/** An API that answers as the documents say, and lists what was requested. */
function apiOf(requests: string[], refusalOfOverdue?: CommandError): Session {
  const get = async (path: string, query: Record<string, unknown> = {}) => {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    requests.push(given.length === 0 ? path : `${path}?${given.map(([name, value]) => `${name}=${value}`).join('&')}`);
    if (refusalOfOverdue !== undefined && query['overdue'] !== undefined) throw refusalOfOverdue;
    return { body: ANSWERS[path] };
  };
  return { get, now: async () => Date.parse('2026-11-02T08:00:00.000Z') } as unknown as Session;
}

function refusal(httpStatus: number): CommandError {
  return new CommandError(EXIT.REFUSED, 'refused', { httpStatus });
}

const SERVER = {
  sourceServerId: 's-1',
  hostname: 'web',
  site: { accountId: '111122223333', region: 'eu-central-1' },
  removedAt: null,
  drills: 1,
  lastPassed: { endedAt: '2026-10-04T11:00:00.000Z', ageSeconds: 60, world: 'REAL' },
};

const ANSWERS: Record<string, unknown> = {
  '/v1/drills': {
    drills: [{ ...someDrill(), site: SERVER.site, servers: { total: 6 } }],
    cursor: null,
  },
  '/v1/servers': {
    servers: [SERVER, { ...SERVER, sourceServerId: 's-2', removedAt: '2026-10-05T00:00:00.000Z' }],
    cursor: null,
  },
  '/v1/statistics': {
    statistics: [
      {
        key: '2026-10-04',
        drills: { total: 2 },
        trials: 6,
        passed: 5,
        stopped: 0,
        objectives: { MET: 1, MISSED: 0 },
        recoveryTimeSeconds: { p50: 700, max: 900 },
        instanceHours: 3,
      },
    ],
    cursor: null,
  },
  '/v1/drills/drill-1/notes': { notes: [someNote(), someNote({ kind: 'REMARK' })] },
};
