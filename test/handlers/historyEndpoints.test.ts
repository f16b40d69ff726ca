import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aTrial, START, serverId } from '../builders.ts';
import { DRILL_ID, type Given, givenPorts, payloadOf, through } from './given.ts';
import { givenHistory } from './history/given.ts';

let given: Given;
beforeEach(async () => {
  given = givenPorts();
  await givenHistory(given);
});

/** Calls an endpoint with these parameters instead of those of its payload. */
async function ask(endpoint: string, query: Record<string, string> = {}, sourceServerId = serverId(1)) {
  const payload = { ...(await payloadOf(endpoint)), queryStringParameters: query, pathParameters: { sourceServerId } };
  const { statusCode, body } = await through(endpoint, payload);
  return { status: statusCode, body: JSON.parse(body) };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('coverage', () => {
  test('the server that never passed comes first, with the reason why it failed', async () => {
    const { body } = await ask('listServers');
    expect(body.servers).toMatchObject([
      {
        sourceServerId: serverId(2),
        hostname: 'web-2',
        drills: 1,
        lastPassed: null,
        finding: { drillId: DRILL_ID, kind: 'LAUNCH_FAILED', error: 'Snapshot failed: no space left' },
      },
      { sourceServerId: serverId(1), drills: 7, lastDrill: { drillId: DRILL_ID, passed: true }, finding: null },
    ]);
  });

  test('the age of the last pass is measured by the clock of the function', async () => {
    const { body } = await ask('getServer');
    const endedAt = START - 7 * 86_400_000 + 4 * 3_600_000;
    expect(body.lastPassed).toEqual({
      drillId: DRILL_ID,
      endedAt: new Date(endedAt).toISOString(),
      ageSeconds: (START - endedAt) / 1000,
      recoveryTimeSeconds: 1800,
      recoveryTimeAtLeastSeconds: 1710,
      recoveryPointSeconds: 240,
      world: 'REAL',
      evidenceLevel: 'BOOTED',
    });
  });

  test('a pass with too little evidence does not count for a caller who requires more', async () => {
    const { body } = await ask('getServer', { evidence: 'BOOTED' });
    expect(body.lastPassed).toMatchObject({ drillId: DRILL_ID, evidenceLevel: 'BOOTED' });
    expect((await ask('getServer', { evidence: 'REACHABLE' })).body.lastPassed).toBeNull();
    const passed = (page: Record<string, unknown>) =>
      (page['servers'] as { lastPassed: unknown }[]).filter(({ lastPassed }) => lastPassed !== null);
    expect(passed((await ask('listServers', { evidence: 'BOOTED' })).body).length).toBeGreaterThan(0);
    expect(passed((await ask('listServers', { evidence: 'ATTESTED' })).body)).toEqual([]);
  });

  test('another Region has servers of its own', async () => {
    vi.stubEnv('SITES', 'us-west-2');
    expect((await ask('listServers', { region: 'us-west-2' })).body).toEqual({ servers: [], cursor: null });
  });

  test('a Region outside the deployment is refused, and its own ones are named', async () => {
    vi.stubEnv('SITES', 'us-west-2');
    const message = 'must be a Region of this deployment: eu-west-1, us-west-2';
    expect(await ask('listServers', { region: 'eu-wst-1' })).toMatchObject({
      status: 400,
      body: { code: 'invalid-parameter', errors: [{ parameter: 'region', message }] },
    });
  });

  test.each(['getServer', 'listTrials'])('%s: a server that nobody has seen is not found', async (endpoint) => {
    for (const id of [serverId(99), 's-1', '__proto__', '']) {
      expect(await ask(endpoint, {}, id)).toMatchObject({ status: 404, body: { code: 'unknown-server' } });
    }
  });
});

describe('the drills of a server', () => {
  test('are listed newest first, page by page', async () => {
    const first = await ask('listTrials', { limit: '5' });
    const second = await ask('listTrials', { limit: '5', cursor: first.body.cursor });
    expect(first.body.trials[0]).toMatchObject({
      drillId: DRILL_ID,
      passed: true,
      stages: { conversionSeconds: 1440 },
    });
    expect([first.body.trials.length, second.body.trials.length, second.body.cursor]).toEqual([5, 2, null]);
  });

  test('are none in a period before its first drill, which still runs', async () => {
    await given.table.ports.history.begin([aTrial({ sourceServerId: serverId(9) })]);
    const before = { to: new Date(START).toISOString() };
    expect(await ask('listTrials', before, serverId(9))).toEqual({ status: 200, body: { trials: [], cursor: null } });
    expect((await ask('listTrials', {}, serverId(9))).body.trials).toMatchObject([{ endedAt: null, passed: null }]);
  });

  test('can be limited to a period', async () => {
    const from = new Date(START - 21 * 86_400_000).toISOString();
    const to = new Date(START - 7 * 86_400_000).toISOString();
    const { body } = await ask('listTrials', { from, to });
    expect(body.trials.map(({ requestedAt }: { requestedAt: string }) => requestedAt)).toEqual([
      new Date(START - 14 * 86_400_000).toISOString(),
      from,
    ]);
    expect((await ask('listTrials', { from: to, to: from })).status).toBe(400);
  });
});

describe('the statistics of drills', () => {
  test('by region: outcomes, distributions and hours', async () => {
    const { body } = await ask('listStatistics', { by: 'region' });
    expect(body.statistics).toMatchObject([
      {
        key: 'eu-west-1',
        drills: { total: 7, byOutcome: { PASSED: 6, FAILED: 1, REJECTED: 0 } },
        trials: 8,
        passed: 7,
        recoveryTimeSeconds: { count: 7, min: 900, max: 1800 },
        holdOverrunSeconds: { count: 7, min: 30, max: 30 },
        regression: null,
      },
    ]);
    const [{ recoveryTimeSeconds, instanceHours }] = body.statistics;
    expect(Math.abs(recoveryTimeSeconds.p50 - 900)).toBeLessThanOrEqual(9);
    expect(instanceHours).toBeGreaterThanOrEqual(7);
  });

  test('by day: newest first, in a range of days, both included', async () => {
    const all = await ask('listStatistics', { by: 'day' });
    const days: string[] = all.body.statistics.map(({ key }: { key: string }) => key);
    expect(days).toEqual([...days].sort().reverse());
    const [, second = '', third = ''] = days;
    const some = await ask('listStatistics', { by: 'day', from: third, to: second });
    expect(some.body.statistics.map(({ key }: { key: string }) => key)).toEqual([second, third]);
  });

  test('by server and by recovery plan: with the regression and the stage that got slower', async () => {
    for (const [by, key] of [
      ['server', serverId(1)],
      ['recoveryPlan', 'Payroll'],
    ] as const) {
      const { body } = await ask('listStatistics', { by, key });
      expect(body.statistics).toHaveLength(1);
      const regression = {
        by,
        key,
        drillId: DRILL_ID,
        recoveryTimeSeconds: 1710,
        medianSeconds: 810,
        stage: 'conversion',
      };
      // The plan's last drill did not launch all of its servers, so it has no recovery time.
      expect(body.statistics[0].regression).toEqual(by === 'server' ? expect.objectContaining(regression) : null);
    }
  });

  test('a key without counts has no statistic', async () => {
    expect((await ask('listStatistics', { by: 'day', key: '1999-01-01' })).body).toEqual({
      statistics: [],
      cursor: null,
    });
  });

  test.each([
    {},
    { by: 'week' },
    { by: 'server', from: '2026-01-01' },
    { by: 'day', from: '2026-13-01' },
    { by: 'day', from: '2026-03-02', to: '2026-03-01' },
    { by: 'day', key: '2026-03-01', from: '2026-03-01' },
    { by: 'day', limit: '0' },
    { by: 'day', cursor: 'MSBkLTE' },
    { by: 'day', colour: 'red' },
  ])('%o is refused', async (query) => {
    const answer = await ask('listStatistics', query as Record<string, string>);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-parameter' } });
  });

  test('a cursor of another statistic is refused', async () => {
    const { body } = await ask('listStatistics', { by: 'day', limit: '1' });
    const other = await ask('listStatistics', { by: 'region', limit: '1', cursor: body.cursor });
    expect(other).toMatchObject({ status: 400, body: { code: 'invalid-parameter' } });
  });
});

describe('what needs a look', () => {
  test('findings that are open', async () => {
    const { body } = await ask('listFindings');
    expect(body).toMatchObject({ findings: [{ sourceServerId: serverId(2), kind: 'LAUNCH_FAILED' }], cursor: null });
  });

  test('recovery times outside their history', async () => {
    const { body } = await ask('listRegressions');
    expect(body.regressions).toMatchObject([
      { by: 'server', key: serverId(1), samples: 6, stage: 'conversion', stageSeconds: 1440, stageMedianSeconds: 540 },
    ]);
  });
});
