import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import {
  findingPageDocument,
  serverDocument,
  serverPageDocument,
  trialPageDocument,
} from '../../src/api/openapi/serverDocuments.ts';
import { regressionPageDocument, statisticPageDocument } from '../../src/api/openapi/statisticsDocuments.ts';
import { buildCli, cliRun, type Said, shellRun, terminalStarted } from './builtCli.ts';
import { type Reply, type Requested, type StubApi, startStubApi } from './stubApi.ts';

let stub: StubApi;
beforeAll(async () => {
  [stub] = await Promise.all([startStubApi(), buildCli()]);
  stub.answer(analystEndpoints);
});
afterAll(() => stub.close());

const run = (...args: string[]) => cliRun(args, { env: { DRS_DRILL_API: stub.api } });
const json = ({ stdout }: Said) => JSON.parse(stdout);
const lastQuery = () => stub.requested.at(-1)?.query;

describe('servers', () => {
  test('are listed page by page, and one can be shown', async () => {
    expect(json(await run('servers', '--all', '--site', 'eu-west-1')).servers).toHaveLength(4);
    expect(stub.requested.at(-2)?.query).toEqual({ region: 'eu-west-1', limit: '100' });
    expect(lastQuery()).toEqual({ region: 'eu-west-1', limit: '100', cursor: 'second' });
    expect(json(await run('servers', '--limit', '2'))).toMatchObject({ cursor: 'second', servers: [{}, {}] });
    expect(json(await run('servers', LATE)).sourceServerId).toBe(LATE);
    expect((await run('servers', 's-unknown')).status).toBe(3);
  });

  test('show their drills in a time range and their failures', async () => {
    const trials = json(await run('trials', LATE, '--from', '2026-01-01', '--to', '2026-02-01T12:00:00+02:00'));
    expect(trials.trials[0]).toMatchObject({ passed: true });
    expect(lastQuery()).toMatchObject({ from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T10:00:00.000Z' });
    expect(json(await run('findings')).findings[0].error).toContain('=cmd');
    expect((await run('trials')).status).toBe(2);
  });

  test('are a table on a terminal', async () => {
    const table = await terminalStarted(['servers', '--limit', '2'], { DRS_DRILL_API: stub.api }).ended;
    expect(table.stdout).toMatch(/SERVER +HOST +REGION +DRILLS +LAST PASSED/);
    expect(table.stdout).toMatch(/never/);
    expect(table.stdout).toContain('--cursor second');
  });
});

describe('a server', () => {
  test('can be named by its host name in any case', async () => {
    expect(json(await run('trials', 'WEB-2')).trials[0]).toMatchObject({ sourceServerId: LATE });
    expect(json(await run('servers', 'web-2')).sourceServerId).toBe(LATE);
    expect(stub.requested.at(-1)?.path).toBe(`/v1/servers/${LATE}`);
    await run('start', '--wave', 'web-2', '--wave', NEVER, '--waive', 'lag=web-2:slow', '--hold', '0', '--reason', 'x');
    expect(stub.requested.at(-1)?.body).toMatchObject({
      waves: [{ sourceServerIds: [LATE] }, { sourceServerIds: [NEVER] }],
      waivers: [{ sourceServerId: LATE }],
    });
  });

  test('is never guessed: an unknown or ambiguous host name is refused before anything is sent', async () => {
    const before = stub.requested.length;
    const drill = (name: string) => run('start', '--server', name, '--hold', '0', '--reason', 'x');
    const [none, several] = [await drill('web-9'), await drill('twin')];
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('no server is called web-9\n')]);
    expect([several.status, several.stderr]).toEqual([
      2,
      expect.stringContaining(`2 servers are called twin: ${UNTRIED}, ${FRESH}\nfix: use its id`),
    ]);
    expect(stub.requested.slice(before).map(({ method }) => method)).not.toContain('POST');
  });

  test('in a table has its host name next to its id', async () => {
    const { stdout } = await run('regressions', '--output', 'table');
    expect(stdout).toMatch(new RegExp(`server +${LATE} +web-2 `));
  });
});

test('--color overrides the environment and the terminal', async () => {
  const env = { DRS_DRILL_API: stub.api, NO_COLOR: '1' };
  const piped = await cliRun(['trials', LATE, '--output', 'table', '--color', 'always'], { env });
  expect(piped.stdout).toContain('\u001b[32mPASSED');
  const plain = await terminalStarted(['trials', LATE, '--color', 'never'], { DRS_DRILL_API: stub.api }).ended;
  expect(plain.stdout).toContain('PASSED');
  expect(plain.stdout).not.toContain('\u001b[3');
});

test('the drills of a server show the result of the server, and the source of a failure', async () => {
  const drills = [
    { ...trial, outcome: 'FAILED' as const },
    {
      ...trial,
      passed: false,
      result: 'FAILED' as const,
      error: 'The lever is NO_LAUNCHES',
      failedBy: 'DRILL' as const,
    },
  ];
  stub.answer(() => page(trialPageDocument, { trials: drills, cursor: null }));
  const shown = (await run('trials', LATE, '--output', 'table')).stdout;
  expect(shown).toMatch(/ FAILED +PASSED +STATUS_CHECKS /);
  expect(shown).toMatch(/ PASSED +FAILED .*DRILL: The lever is NO_LAUNCHES/);
  stub.answer(analystEndpoints);
});

test('coverage counts servers that passed recently and lists the others', async () => {
  const coverage = json(await run('coverage', '--max-age', '30d'));
  expect(coverage).toMatchObject({
    region: 'eu-west-1',
    servers: 4,
    covered: 1,
    neverDrilled: 1,
    neverPassed: 2,
    passedTooLongAgo: 1,
    maxAgeSeconds: 2_592_000,
  });
  expect(coverage.uncovered.map((one: { sourceServerId: string }) => one.sourceServerId)).toEqual([
    UNTRIED,
    NEVER,
    LATE,
  ]);
  expect((await run('coverage', '--max-age', '30d', '--query', 'coveredShare')).stdout).toBe('0.25\n');
});

test('coverage shows its Region, and separates never drilled servers from failed ones', async () => {
  const shown = (await run('coverage', '--max-age', '30d', '--output', 'table')).stdout;
  expect(shown).toMatch(/^Region +eu-west-1$/m);
  expect(shown).toMatch(/^covered +1 \(25 %\)$/m);
  expect(shown).toMatch(/^never drilled +1$/m);
  expect(shown).toMatch(/^drilled, never passed +1$/m);
  expect(shown).toMatch(new RegExp(`^${UNTRIED} .* never drilled `, 'm'));
  stub.answer(() => ({ body: { servers: [], cursor: null } }));
  expect((await run('coverage', '--output', 'table')).stdout).toMatch(/^Region +the deployment's own$/m);
  expect(json(await run('coverage', '--site', 'eu-west-2'))).toMatchObject({ region: 'eu-west-2', coveredShare: null });
  stub.answer(analystEndpoints);
});

test('stats use the dimension of the API', async () => {
  expect(json(await run('stats', '--from', '2026-11-01', '--to', '2026-11-30')).statistics).toHaveLength(1);
  expect(lastQuery()).toEqual({ by: 'day', from: '2026-11-01', to: '2026-11-30', limit: '20' });
  await run('stats', '--by', 'plan', '--key', 'web shop');
  expect(lastQuery()).toEqual({ by: 'recoveryPlan', key: 'web shop', limit: '20' });
  expect((await run('stats', '--output', 'table')).stdout).toMatch(/2026-11-22 +REAL +3 +4 of 5, 1 stopped +10 min/);
  expect((await run('stats', '--by', 'moon')).status).toBe(2);
  expect(json(await run('regressions')).regressions[0].stage).toBe('conversion');
});

test('list passes its filters to the API and reports its refusals', async () => {
  await run('list', '--plan', 'p', '--from', '2026-11-01');
  expect(lastQuery()).toEqual({ recoveryPlan: 'p', from: '2026-11-01T00:00:00.000Z', limit: '20' });
  const refused = await run('list', '--phase', 'HOLDING', '--site', 'eu-west-1');
  expect(lastQuery()).toMatchObject({ phase: 'HOLDING', region: 'eu-west-1' });
  expect(refused.status).toBe(3);
  expect(refused.stderr).toMatch(/no index[\s\S]*fix: keep one of these filters/);
});

describe('export', () => {
  test.each([
    ['servers', 4, 'sourceServerId,hostname'],
    [`trials ${'s-00000000000000002'}`, 1, 'sourceServerId,drillId'],
    ['findings', 1, 'sourceServerId,hostname'],
    ['statistics', 1, 'by,key'],
    ['regressions', 1, 'by,key'],
  ])('%s writes every row of every page', async (what, rows, head) => {
    const lines = (await run('export', ...what.split(' '))).stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toHaveLength(rows);
    const csv = (await run('export', ...what.split(' '), '--output', 'csv')).stdout.trim().split('\n');
    expect(csv).toHaveLength(rows + 1);
    expect(csv[0]).toMatch(new RegExp(`^${head}`));
  });

  test('for Excel is CSV with a byte-order mark', async () => {
    const { stdout } = await run('export', 'findings', '--excel');
    expect(stdout).toMatch(/^\ufeffsourceServerId,hostname/);
    expect((await run('export', 'findings', '--output', 'csv')).stdout).toMatch(/^sourceServerId,/);
    expect((await run('export', 'findings', '--excel', '--output', 'jsonl')).status).toBe(2);
  });

  test('a text that begins like a formula is escaped', async () => {
    expect((await run('export', 'findings', '--output', 'csv')).stdout).toContain(`,"'=cmd|'`);
  });

  test('a closed pipe is no error, and only what is written is read', async () => {
    const rows = Array.from({ length: 100 }, () => ({ drillId: 'd-1', reason: 'x'.repeat(1000) }));
    let pages = 0;
    stub.answer(() => ({ body: { drills: rows, cursor: `page ${++pages}` } }));
    const env = { DRS_DRILL_API: stub.api };
    const cut = await shellRun('drs-drill export drills | head -n 1', { env });
    expect(JSON.parse(cut.stdout)).toEqual(rows[0]);
    expect(cut).toMatchObject({ status: 0, stderr: '' });
    const slow = await shellRun('drs-drill export drills --output csv | (sleep 1; head -n 1)', { env });
    expect(slow).toMatchObject({ status: 0, stderr: '' });
    expect(stub.requested.length).toBeLessThan(20);
    stub.answer(analystEndpoints);
  });

  test('a failure on a later page leaves no file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'drs-drill-')), 'servers.jsonl');
    stub.answer((requested) =>
      requested.query['cursor'] === 'second'
        ? { status: 500, body: { code: 'internal-error' } }
        : analystEndpoints(requested),
    );
    expect((await run('export', 'servers', '--file', file)).status).toBe(1);
    stub.answer(analystEndpoints);
    expect((await run('export', 'servers', '--file', file)).status).toBe(0);
  });
});

const UNTRIED = 's-00000000000000004';
const [NEVER, LATE, FRESH] = ['s-00000000000000001', 's-00000000000000002', 's-00000000000000003'];
const SITE = { accountId: '111122223333', region: 'eu-west-1' };
const AT = '2026-11-22T12:00:00.000Z';
const DAY = 86_400;

type Server = z.input<typeof serverDocument>;

function server(sourceServerId: string, ageSeconds: number | null, drills = 1, hostname: string | null = null): Server {
  const passed = {
    drillId: 'd-1',
    endedAt: AT,
    recoveryTimeAtLeastSeconds: 590,
    recoveryTimeSeconds: 600,
    recoveryPointSeconds: 5,
    world: 'REAL' as const,
    evidenceLevel: 'BOOTED' as const,
  };
  return {
    sourceServerId,
    hostname,
    site: SITE,
    firstSeenAt: AT,
    removedAt: null,
    drills,
    lastDrill: null,
    lastPassed: ageSeconds === null ? null : { ...passed, ageSeconds },
    finding: null,
    links: {},
  };
}

const trial = {
  sourceServerId: LATE,
  drillId: 'd-1',
  site: SITE,
  recoveryPlan: null,
  requestedAt: AT,
  endedAt: AT,
  outcome: 'PASSED' as const,
  passed: true,
  stopped: false,
  result: 'LAUNCHED' as const,
  verified: 'STATUS_CHECKS',
  verificationFailed: false,
  lost: false,
  lostState: null,
  lostAt: null,
  lostReason: null,
  actionsUndone: false,
  world: 'REAL' as const,
  evidenceLevel: 'BOOTED' as const,
  error: null,
  failedAt: null,
  failedBy: null,
  jobId: 'drsjob-1',
  instanceId: 'i-1',
  gone: 'TERMINATED',
  recoveryTimeAtLeastSeconds: 590,
  objectives: null,
  recoveryTimeSeconds: 600,
  recoveryPointSeconds: 5,
  holdOverrunSeconds: null,
  stages: {
    snapshotSeconds: null,
    conversionSeconds: 300,
    launchSeconds: 200,
    bootSeconds: 100,
    bootAtLeastSeconds: 40,
    checksSeconds: null,
  },
  instanceSeconds: 3600,
  instanceAtLeastSeconds: 3000,
  links: {},
};

const finding = {
  sourceServerId: NEVER,
  hostname: 'db-1',
  site: SITE,
  drillId: 'd-1',
  foundAt: AT,
  kind: 'LAUNCH_FAILED' as const,
  error: `=cmd|'/c calc'!A1, says "DRS"`,
  links: {},
};

const regression = {
  by: 'server' as const,
  key: LATE,
  drillId: 'd-1',
  at: AT,
  recoveryTimeSeconds: 900,
  medianSeconds: 600,
  deviationSeconds: 10,
  samples: 7,
  stage: 'conversion' as const,
  stageSeconds: 600,
  stageMedianSeconds: 300,
  links: {},
};

const seconds = { count: 2, min: 500, p50: 600, p95: 700, max: 701 };
const statistic = {
  by: 'day' as const,
  key: '2026-11-22',
  drills: {
    total: 3,
    byOutcome: { PASSED: 2, FAILED: 1, OBJECTIVE_MISSED: 0, REJECTED: 0, CANCELLED: 0, YIELDED: 0 },
    leftOut: 0,
  },
  world: 'REAL' as const,
  trials: 5,
  passed: 4,
  stopped: 1,
  objectives: { MET: 1, MISSED: 0, UNDECIDED: 1 },
  recoveryTimeSeconds: seconds,
  recoveryTimeAtLeastSeconds: seconds,
  recoveryPointSeconds: { count: 0, min: null, p50: null, p95: null, max: null },
  holdOverrunSeconds: seconds,
  instanceHours: 3.25,
  instanceHoursAtLeast: 3,
  regression: null,
};

const SERVERS = [
  server(NEVER, null),
  server(UNTRIED, null, 0, 'twin'),
  server(LATE, 40 * DAY, 1, 'web-2'),
  server(FRESH, DAY, 1, 'twin'),
];

/** Responses of the stub, validated against the schemas of the API. */
function analystEndpoints({ path, query }: Requested): Reply {
  const two = query['cursor'] === undefined;
  switch (path) {
    case '/v1/servers':
      return page(
        serverPageDocument,
        two ? { servers: SERVERS.slice(0, 2), cursor: 'second' } : { servers: SERVERS.slice(2), cursor: null },
      );
    case `/v1/servers/${LATE}`:
      return page(serverDocument, server(LATE, 40 * DAY, 1, 'web-2'));
    case `/v1/servers/${LATE}/drills`:
      return page(trialPageDocument, { trials: [trial], cursor: null });
    case '/v1/findings':
      return page(findingPageDocument, { findings: [finding], cursor: null });
    case '/v1/statistics':
      return page(statisticPageDocument, { statistics: [statistic], cursor: null });
    case '/v1/regressions':
      return page(regressionPageDocument, { regressions: [regression], cursor: null });
    case '/v1/drills':
      if (query['phase'] !== undefined)
        return { status: 400, body: { title: 'No', code: 'unsupported-filter', detail: 'no index serves both' } };
      return { body: { drills: [], cursor: null } };
    default:
      return { status: 404, body: { title: 'Not found', code: 'unknown-server' } };
  }
}

function page<Schema extends z.ZodType>(schema: Schema, document: z.input<Schema>): Reply {
  return { body: schema.parse(document) };
}
