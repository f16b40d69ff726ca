import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli, cliRun, type Said, shellRun, terminalStarted } from './builtCli.ts';
import { closedPort, type Reply, type StubApi, startStubApi } from './stubApi.ts';

const ID = 'd-0123456789abcdefghijklmn';

let stub: StubApi;
beforeAll(async () => {
  [stub] = await Promise.all([startStubApi(), buildCli()]);
});
afterAll(() => stub.close());

const run = (...args: string[]) => cliRun(args, { env: { DRS_DRILL_API: stub.api } });
const json = ({ stdout }: Said) => JSON.parse(stdout);

/** The parts of a drill needed to wait for it. */
function drill(shown: { phase: string; outcome: string | null; cleanup: string }) {
  return { drillId: ID, quarantined: null, servers: [], hold: { seconds: 0, until: null, endedAt: null }, ...shown };
}

const HELD = drill({ phase: 'HOLDING', outcome: null, cleanup: 'PENDING' });

/** The stub sends these replies in turn, then repeats the last one. */
function inTurn(...replies: (Reply | undefined)[]) {
  let turn = 0;
  stub.answer(() => {
    const reply = replies[Math.min(turn, replies.length - 1)];
    turn += 1;
    return reply;
  });
}

function problem(status: number, code: string, headers: Record<string, string> = {}): Reply {
  const type = `urn:drs-drill:problem:${code}`;
  const body = { type, title: 'It cannot be', status, detail: 'For a reason', code, instance: '/', requestId: 'r-1' };
  return { status, headers: { 'content-type': 'application/problem+json', ...headers }, body };
}

describe('start', () => {
  test('reports at once that the drill is rejected and by which lever, also to a script that reads only the id', async () => {
    // given
    const message = 'The lever of all Regions is FROZEN: “storm”, by ann since 2026-01-05T08:00:00.000Z';
    const first = [{ check: 'lever-open', message, remedy: 'Try again when the lever is open.' }];
    const why = `Nothing was launched: ${message}`;
    const rejected = { ...drill({ phase: 'ENDED', outcome: 'REJECTED', cleanup: 'NOT_NEEDED' }), why };
    inTurn({ status: 202, body: { ...rejected, failedChecks: { total: 1, first } } });
    // when
    const flags = ['--server', 's-00000000000000001', '--hold', '0', '--reason', 'x', '--query', 'drillId'];
    const started = await run('start', ...flags, '--output', 'csv');
    // then
    expect([started.status, started.stdout.trim()], started.stderr).toEqual([3, ID]);
    expect(started.stderr).toBe(`${ID} is REJECTED: ${message} (lever-open). Try again when the lever is open.\n`);
  });
});

describe('wait exits with the status of every outcome', () => {
  test.each([
    [0, 'PASSED', 'CLEAN', 'ENDED'],
    [3, 'REJECTED', 'NOT_NEEDED', 'ENDED'],
    [4, 'FAILED', 'CLEAN', 'ENDED'],
    [4, 'OBJECTIVE_MISSED', 'CLEAN', 'ENDED'],
    [7, 'CANCELLED', 'CLEAN', 'ENDED'],
    [7, 'YIELDED', 'CLEAN', 'ENDED'],
    [6, 'PASSED', 'LEAKED', 'TERMINATING'],
    [6, 'FAILED', 'LEAKED', 'ENDED'],
  ])('%i for %s, %s', async (status, outcome, cleanup, phase) => {
    inTurn({ body: HELD }, { body: drill({ phase, outcome, cleanup }) });
    const ended = await run('wait', ID, '--interval', '0');
    expect(ended.status, ended.stderr).toBe(status);
    expect(json(ended)).toMatchObject({ outcome, cleanup });
  });

  test('6 for a quarantined drill', async () => {
    inTurn({ body: HELD }, { body: { ...HELD, quarantined: 'a drill is bounded' } });
    expect((await run('wait', ID, '--interval', '0')).status).toBe(6);
  });

  test('leaks lists a leak and exits with 6', async () => {
    const rows = [
      { drillId: ID, cleanup: 'LEAKED' },
      { drillId: 'd-2', cleanup: 'RUNNING' },
    ];
    inTurn({ body: { drills: rows, cursor: null } }, { body: rows[0] }, { body: { ...rows[1], waits: null } });
    const leaks = await run('leaks');
    expect(leaks.status).toBe(6);
    expect(json(leaks)).toEqual({ drills: [rows[0]], waiting: [] });
    expect(stub.requested[0]?.query).toMatchObject({ phase: 'TERMINATING' });
  });

  test('leaks also lists drills that wait with instances up: for what, since when, how many', async () => {
    // given
    const row = { drillId: ID, cleanup: 'RUNNING', servers: { total: 6 }, requestedAt: '2026-01-05T08:00:00.000Z' };
    const list = { body: { drills: [{ ...row, reason: 'x', phase: 'TERMINATING' }], cursor: null } };
    const waitsFor = 'The lever of all Regions is FROZEN: “storm”, by ann; 6 instances stay up until it is opened.';
    const waits = { for: 'LEVER', since: '2026-01-05T10:00:00.000Z', instancesUp: 6 };
    // when
    inTurn(list, { body: { ...row, waits, waitsFor } });
    const leaks = await run('leaks', '--output', 'table');
    inTurn(list, { body: { ...row, waits, waitsFor } });
    // then
    expect([leaks.status, leaks.stdout], leaks.stderr).toEqual([
      0,
      `no leaks\n\nwaiting with instances up: 1\n${ID}  since ${waits.since}  ${waitsFor}\n`,
    ]);
    expect(json(await run('leaks'))).toMatchObject({ drills: [], waiting: [{ drillId: ID, waits, waitsFor }] });
  });

  test('1 for a list that repeats a page', async () => {
    stub.answer(() => ({ body: { drills: [], cursor: 'again' } }));
    const { status, stderr } = await run('list', '--all');
    expect([status, stub.requested.length]).toEqual([1, 2]);
    expect(stderr).toContain('repeated a pagination token');
  });
});

describe('slow and failing responses', () => {
  test('watch waits out an outage', async () => {
    const outage = Array.from({ length: 5 }, () => problem(500, 'internal-error', { 'retry-after': '0' }));
    inTurn({ body: HELD }, ...outage, undefined, {
      body: drill({ phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' }),
    });
    expect((await run('wait', ID, '--interval', '0')).status).toBe(0);
    expect(stub.requested).toHaveLength(8);
  });

  test('a 503 and a lost connection are retried a limited number of times', async () => {
    inTurn(problem(503, 'temporarily-unavailable', { 'retry-after': '0' }), undefined, { body: HELD });
    expect((await run('get', ID)).status).toBe(0);
    expect(stub.requested).toHaveLength(3);

    inTurn(problem(503, 'temporarily-unavailable', { 'retry-after': '0' }));
    const ended = await run('get', ID, '--retries', '1');
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(/503 temporarily-unavailable[\s\S]*retry in 0 s[\s\S]*fix: /);
    expect(stub.requested).toHaveLength(2);
  });

  test('Retry-After is respected, and reported when it is too long', async () => {
    inTurn(problem(429, 'too-many-drills', { 'retry-after': '1' }), { status: 202, body: HELD });
    const startedMs = performance.now();
    expect((await run('start', '--server', 's-1', '--hold', '0', '--reason', 'x')).status).toBe(0);
    expect(performance.now() - startedMs).toBeGreaterThan(1000);

    inTurn(problem(429, 'too-many-drills', { 'retry-after': '900' }));
    const refused = await run('start', '--server', 's-1', '--hold', '0', '--reason', 'x');
    expect(refused.status).toBe(3);
    expect(refused.stderr).toContain('in 900 s');
    expect(stub.requested).toHaveLength(1);
  });

  test('a retried write has the same Idempotency-Key, and another command a new one', async () => {
    inTurn(undefined, { status: 202, body: HELD });
    await run('start', '--server', 's-1', '--hold', '0', '--reason', 'x');
    const keys = stub.requested.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[\x21-\x7e]{20,255}$/);
    expect(keys[1]).toBe(keys[0]);
    inTurn({ status: 202, body: HELD });
    await run('start', '--server', 's-1', '--hold', '0', '--reason', 'x');
    expect(stub.requested[0]?.headers['idempotency-key']).not.toBe(keys[0]);
  });

  test('an internal error of the API exits with 1, without a retry or a stack trace', async () => {
    inTurn(problem(500, 'internal-error'));
    const ended = await run('get', ID);
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toMatch(/500 internal-error[\s\S]*request r-1/);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
    expect(stub.requested).toHaveLength(1);
  });

  test('a missing response times out', async () => {
    const ended = await cliRun(['get', ID, '--retries', '0', '--request-timeout', '0'], {
      env: { DRS_DRILL_API: stub.api },
    });
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(/did not respond within 0 s/);
  });

  test('a response from another server is reported as such', async () => {
    inTurn({ body: 'a page of another server' });
    const ended = await run('list');
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(/not a response of a drs-drill API[\s\S]*--api URL/);
  });
});

describe('conditional changes', () => {
  const steered = (...conditions: (Reply | undefined)[]) => {
    let version = 0;
    const left = [...conditions];
    stub.answer(({ method }) => {
      if (method !== 'GET') return left.shift() ?? { status: 202, body: HELD };
      version += 1;
      return { headers: { etag: `"${version}"` }, body: HELD };
    });
  };
  const conditions = () =>
    stub.requested.flatMap(({ method, headers }) => (method === 'GET' ? [] : [headers['if-match']]));
  const lost = () => problem(412, 'precondition-failed');

  test('send the ETag that was read, and the reason', async () => {
    steered();
    expect((await run('cancel', ID, '--reason', 'enough', '--yes')).status).toBe(0);
    expect(stub.requested[1]).toMatchObject({
      method: 'POST',
      path: `/v1/drills/${ID}/cancel`,
      body: { reason: 'enough' },
    });
    expect(conditions()).toEqual(['"1"']);
  });

  test('read once more after a conflict, and report a second conflict', async () => {
    steered(lost());
    expect((await run('end', ID, '--yes')).status).toBe(0);
    expect(conditions()).toEqual(['"1"', '"2"']);
    steered(lost(), lost());
    const ended = await run('cancel', ID, '--reason', 'gone', '--yes');
    expect(ended.status).toBe(3);
    expect(ended.stderr).toMatch(/the state changed during the command[\s\S]*--force/);
    expect(conditions()).toEqual(['"1"', '"2"']);
  });

  test('do not move a lever that another caller has moved since it was shown', async () => {
    const shown = {
      region: null,
      state: 'OPEN',
      inForce: false,
      reason: null,
      by: null,
      movedAt: null,
      expiresAt: null,
    };
    const frozen = { ...shown, state: 'FROZEN', inForce: true, reason: 'keep the evidence', by: 'ann' };
    let looks = 0;
    stub.answer(({ method }) => {
      if (method !== 'GET') return lost();
      looks += 1;
      return { headers: { etag: `"${looks}"` }, body: { levers: [looks === 1 ? shown : frozen] } };
    });
    const moved = await run('lever', 'OPEN', '--reason', 'routine', '--yes');
    expect(moved.status).toBe(3);
    expect(moved.stderr).toMatch(/the state changed during the command[\s\S]*drs-drill lever/);
    expect(conditions()).toEqual(['"1"']);
    const requested = await run('lever', 'OPEN', '--reason', 'routine');
    expect(requested.stderr).toContain('Now all Regions: FROZEN by ann, "keep the evidence".');
  });

  test.each([['cancel', '--reason', 'enough'], ['end'], ['hold', '--by', '1h'], ['acknowledge', '--reason', 'gone']])(
    '%s of an ended drill is refused at once, without confirmation',
    async (verb, ...flags) => {
      inTurn({ headers: { etag: '"1"' }, body: drill({ phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' }) });
      const refused = await run(verb, ID, ...flags);
      expect(refused.status).toBe(3);
      expect(refused.stderr).toMatch(/has already ended, as PASSED\nfix: drs-drill get d-/);
      expect(stub.requested.map(({ method }) => method)).toEqual(['GET']);
    },
  );

  test('a retry with the same key succeeds after the drill has ended', async () => {
    inTurn(
      { headers: { etag: '"1"' }, body: drill({ phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' }) },
      { status: 202, body: HELD },
    );
    expect((await run('end', ID, '--yes', '--idempotency-key', 'as before')).status).toBe(0);
  });

  test('--force sends a star', async () => {
    steered();
    expect((await run('hold', ID, '--until', '2030-01-01T00:00:00Z', '--force')).status).toBe(0);
    expect(conditions()).toEqual(['*']);
    expect(stub.requested.at(-1)?.body).toEqual({ holdUntil: '2030-01-01T00:00:00.000Z' });
  });
});

describe('relative times', () => {
  const ago = { headers: { date: 'Thu, 01 Jan 2026 12:00:00 GMT' } };

  test.each([
    [['list', '--from', '1h'], { from: '2026-01-01T11:00:00.000Z' }],
    [['export', 'drills', '--to', '2d'], { to: '2025-12-30T12:00:00.000Z' }],
    [['trials', 's-1', '--from', '1h'], { from: '2026-01-01T11:00:00.000Z' }],
    [['stats', '--from', '1d', '--to', '13h'], { from: '2025-12-31', to: '2025-12-31' }],
  ])('%j is relative to the clock of the API', async (args, query) => {
    stub.answer(() => ({ ...ago, body: { drills: [], trials: [], statistics: [], cursor: null } }));
    const ended = await run(...args);
    expect(ended.status, ended.stderr).toBe(0);
    expect(stub.requested.at(-1)?.query).toMatchObject(query);
    expect(stub.requested).toHaveLength(2);
  });

  test('a recovery point is relative too, even if the caller may not list drills', async () => {
    stub.answer(({ method }) =>
      method === 'GET' ? { ...ago, status: 403, body: { message: 'Forbidden' } } : { status: 202, body: HELD },
    );
    const flags = ['--server', 's-1', '--hold', '0', '--reason', 'x', '--recovery-point', '2h'];
    expect((await run('start', ...flags)).status).toBe(0);
    expect(stub.requested.at(-1)?.body).toMatchObject({ recoveryPoint: { at: '2026-01-01T10:00:00.000Z' } });
  });

  test('an absolute time needs no clock', async () => {
    stub.answer(() => ({ body: { drills: [], cursor: null } }));
    await run('list', '--from', '2026-01-01');
    expect(stub.requested).toHaveLength(1);
  });
});

describe('write errors', () => {
  test.each([['list'], ['export', 'drills']])(
    '%s reports a full disk in one line without a stack trace',
    async (...args) => {
      stub.answer(() => ({ body: { drills: [{ drillId: ID }], cursor: null } }));
      const { status, stderr } = await shellRun(`drs-drill ${args.join(' ')} > /dev/full`, {
        env: { DRS_DRILL_API: stub.api },
      });
      expect(status).toBe(1);
      expect(stderr).toMatch(/^drs-drill: ENOSPC[^\n]*\n$/);
    },
  );
});

test.each([
  ['nowhere/drills.csv', /drills\.csv cannot be written: there is no folder \S+nowhere\nfix: mkdir -p \S+nowhere\n$/],
  ['', /cannot be written: it is a folder\nfix: --file with another path\n$/],
])('an export to the file "%s" reports why it failed', async (name, said) => {
  stub.answer(() => ({ body: { drills: [{ drillId: ID }], cursor: null } }));
  const folder = mkdtempSync(join(tmpdir(), 'drs-drill-export-'));
  const ended = await run('export', 'drills', '--file', join(folder, name));
  expect(ended.status).toBe(1);
  expect(ended.stderr).toMatch(said);
  expect(readdirSync(folder)).toEqual([]);
});

describe('connection errors', () => {
  test('a closed connection or an unknown host name is described in words', async () => {
    stub.answer(() => undefined);
    const closed = await run('list', '--retries', '0');
    expect(closed.stderr).toMatch(/cannot be reached: the connection was closed before a response/);
    const nowhere = await cliRun(['list', '--retries', '0', '--api', 'https://nowhere.invalid', '--verbose'], {
      env: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-1' },
    });
    expect(nowhere.stderr).toMatch(/cannot be reached: the host name (does not exist|cannot be resolved now)/);
  });

  test('a refused connection shows how to set another address, and a missing address is a usage error', async () => {
    const refused = await cliRun(['list', '--retries', '0', '--api', `http://127.0.0.1:${await closedPort()}`]);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/the connection was refused[\s\S]*drs-drill config set api URL/);
    const unnamed = await cliRun(['list']);
    expect(unnamed.status).toBe(2);
    expect(unnamed.stderr).toMatch(/npm start/);
  });

  test('missing and expired credentials show how to get new ones', async () => {
    const missing = await cliRun(['list', '--api', 'https://x.execute-api.eu-west-1.amazonaws.com']);
    expect(missing.status).toBe(1);
    expect(missing.stderr).toContain('aws sso login');
    stub.answer(() => ({ status: 403, body: { message: 'The security token included in the request is expired' } }));
    const expired = await run('list', '--profile', 'drills');
    expect(expired.status).toBe(3);
    expect(expired.stderr).toContain('aws sso login --profile drills');
  });

  test('no secret is ever printed, even with --verbose', async () => {
    const env = {
      AWS_ACCESS_KEY_ID: 'AKIDSECRETID',
      AWS_SECRET_ACCESS_KEY: 'verysecretkey',
      AWS_SESSION_TOKEN: 'verysecrettoken',
    };
    const args = [
      'list',
      '--verbose',
      '--retries',
      '1',
      '--region',
      'eu-west-1',
      '--api',
      `https://[::ffff:127.0.0.1]:${await closedPort()}`,
    ];
    const ended = await cliRun(args, { env });
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(/> GET https:/);
    expect(ended.stdout + ended.stderr).not.toMatch(/AKIDSECRETID|verysecret|Signature/i);
  });

  test('Ctrl-C during a retry exits with 130', async () => {
    inTurn(problem(503, 'temporarily-unavailable', { 'retry-after': '20' }));
    const asking = terminalStarted(['list', '--api', stub.api, '--verbose']);
    while (!asking.stdout().includes('retry in')) await new Promise((resolve) => setTimeout(resolve, 20));
    asking.child.stdin.write('\x03');
    expect((await asking.ended).status).toBe(130);
  });
});

describe('the command by itself', () => {
  const configured = (home: string, ...args: string[]) => cliRun(args, { env: { XDG_CONFIG_HOME: home } });

  test('saves its configuration and uses it', async () => {
    const home = mkdtempSync(join(tmpdir(), 'drs-drill-home-'));
    stub.answer(() => ({ body: HELD }));
    expect((await configured(home, 'config', 'set', 'api', `${stub.api}/v1/drills`)).status).toBe(0);
    expect((await configured(home, 'config', 'set', 'output', 'yaml')).status).toBe(0);
    expect((await configured(home, 'config', 'set', 'output', 'xml')).status).toBe(2);
    expect((await configured(home, 'config', 'set', 'secret', 'x')).status).toBe(2);
    writeFileSync(join(home, 'drs-drill', 'config.json'), JSON.stringify({ api: stub.api, output: 'xml' }));
    expect((await configured(home, 'get', ID)).stderr).toContain('fix: drs-drill config set output');
    expect((await configured(home, 'config', 'set', 'output', 'yaml')).status).toBe(0);
    expect((await configured(home, 'config')).stdout).toBe(`api: ${stub.api}\noutput: yaml\n`);
    expect((await configured(home, 'config', 'get', 'api', '--output', 'json')).stdout).toBe(`"${stub.api}"\n`);
    expect((await configured(home, 'config', 'get', 'api')).stdout).toBe(`${stub.api}\n`);
    expect((await configured(home, 'config', 'get', 'profile')).stdout).toBe('\n');
    expect((await configured(home, 'config', 'path')).stdout).toBe(`${home}/drs-drill/config.json\n`);
    expect((await configured(home, 'config', 'path', '--output', 'csv')).stdout).toBe(
      `${home}/drs-drill/config.json\n`,
    );
    expect((await configured(home, 'get', ID)).stdout).toMatch(/^drillId: d-/);
    expect((await configured(home, 'config', 'unset', 'api')).status).toBe(0);
    expect((await configured(home, 'get', ID)).status).toBe(2);
  });

  test('prints a valid bash completion, its manual, and its version', async () => {
    expect(await shellRun('eval "$(drs-drill completion bash)" && complete -p drs-drill')).toMatchObject({
      status: 0,
      stdout: 'complete -F _drs_drill drs-drill\n',
    });
    for (const shell of ['zsh', 'fish']) expect((await cliRun(['completion', shell])).status).toBe(0);
    expect((await cliRun(['completion', 'tcsh'])).status).toBe(2);
    expect((await cliRun(['wait', '--help'])).stdout).toMatch(/^EXIT STATUS\n {4}0 /m);
    expect(await cliRun(['--version'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  test.each([
    [['lisst'], 'drs-drill help'],
    [['list', '--nothing'], 'drs-drill help drills'],
    [['list', '--limit', 'many'], 'drs-drill help drills'],
    [['get'], 'drs-drill help get'],
    [['cancel', ID], 'drs-drill help cancel'],
    [['export', 'drills', '--nothing'], 'drs-drill export drills --help'],
    [['export', 'drills', '--query', 'x'], 'drs-drill export drills --help'],
  ])('exits with 2 for %j, calls nothing, and refers to the manual of the verb', async (args, page) => {
    stub.answer(() => ({ body: HELD }));
    const ended = await run(...args);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toContain(`\nfix: ${page}\n`);
    expect(stub.requested).toEqual([]);
    expect((await run(...page.split(' ').slice(1))).stdout).toMatch(/^NAME\n/);
  });

  test.each([[[]], [['export']]])('exits with 2 for %j and shows its manual', async (args) => {
    const ended = await run(...args);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^NAME\n/);
  });

  test.each([['20.20.2'], ['22.12.0']])('reports the required Node.js version when run by %s', async (version) => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
    const ended = await cliRun(['completion', 'bash'], {
      env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(older)}` },
    });
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toMatch(
      new RegExp(`^drs-drill: it needs Node.js 22.13 or newer, and this is ${version}\\nfix: [^\\n]+\\n$`),
    );
  });

  test('runs with npx without an installation', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'drs-drill-npx-'));
    const ended = await shellRun('npx --offline drs-drill --version', { env: { npm_config_cache: cache } });
    expect(ended).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d/) });
    expect(readdirSync(cache)).not.toContain('_npx');
  });

  test('stops reading stdin on Ctrl-C', async () => {
    const typing = terminalStarted(['start', '--file', '-', '--api', stub.api]);
    while (!typing.stdout().includes('Ctrl-D')) await new Promise((resolve) => setTimeout(resolve, 20));
    typing.child.stdin.write('\x03');
    expect((await typing.ended).status).toBe(130);
  });
});
