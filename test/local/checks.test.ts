import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli, cliRun } from './builtCli.ts';
import { type CallersWorld, startCallersWorld } from './callersWorld.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

let world: CallersWorld;
/** Where the application of the page listens. */
let port = 0;
beforeAll(async () => {
  port = await freePort();
  [world] = await Promise.all([startCallersWorld(2, 0, ['--application', `${port}`]), buildCli()]);
}, 120_000);
afterAll(() => world.stop());

const run = (...args: string[]) => cliRun(args, { env: { DRS_DRILL_API: world.api } });

describe('the drill of docs/checks.md', { timeout: 180_000 }, () => {
  let drillId = '';
  let checks: unknown[] = [];

  test('is applied, started and judged by the very lines of the page', async () => {
    // given
    const page = readFileSync(join(PROJECT, 'docs/checks.md'), 'utf8');
    const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
    expect(blocks).toHaveLength(3);
    const script = blocks
      .join('')
      .replaceAll('npx drs-drill', `node ${PROJECT}/dist/drs-drill.mjs`)
      .replaceAll('8099', `${port}`);
    const cwd = await mkdtemp(join(tmpdir(), 'drs-drill-checks-'));
    // when
    const env = { PATH: process.env['PATH'], HOME: '/nonexistent', DRS_DRILL_API: world.api };
    await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd, env });
    // then
    drillId = readFileSync(join(cwd, 'drill-id'), 'utf8').trim();
    const shown = await run('checks', drillId);
    checks = JSON.parse(shown.stdout).checks;
    expect([shown.status, checks]).toMatchObject([
      0,
      [
        { name: 'port-open', kind: 'TCP', state: 'PASSED', servers: { passed: 1 } },
        { name: 'shop-ready', kind: 'HTTP', state: 'PASSED', servers: { passed: 1 } },
        { name: 'script-succeeds', kind: 'SSM', state: 'PASSED', servers: { passed: 1 } },
        { name: 'takes-orders', kind: 'LAMBDA', state: 'PASSED', because: '1 of 1 take orders' },
        { name: 'no-way-to-production', kind: 'UNREACHABLE', state: 'PASSED' },
        { name: 'consoles', kind: 'CONSOLE', state: 'NOT_RUN', required: false },
        { name: 'orders-work', state: 'PASSED', because: 'placed order 4711', by: 'local' },
        { name: 'reports-work', state: 'FAILED', because: 'the report of March is empty' },
        { name: 'told-the-others', kind: 'LAMBDA', state: 'PASSED', when: 'AFTER_CLEANUP' },
      ],
    ]);
    expect(JSON.parse((await run('get', drillId)).stdout)).toMatchObject({ outcome: 'PASSED', cleanup: 'CLEAN' });
  });

  test('takes the same verdict again after its end, and no other', async () => {
    const again = await run(
      'verdict',
      drillId,
      'orders-work',
      '--passed',
      '--message',
      'placed order 4711',
      ...EVIDENCE,
    );
    expect([again.status, JSON.parse(again.stdout)]).toEqual([0, checks[6]]);
    const other = await run('verdict', drillId, 'orders-work', '--failed', '--message', 'it does not');
    expect([other.status, other.stderr]).toEqual([3, expect.stringContaining('already PASSED')]);
    const both = await run('verdict', drillId, 'orders-work', '--failed', '--passed', '--message', 'who knows');
    expect([both.status, both.stderr]).toEqual([2, expect.stringContaining('either --passed or --failed')]);
  });

  test('has its checks in the sheet for people', async () => {
    const { stdout } = await run('get', drillId, '--output', 'table');
    expect(stdout).toMatch(/orders-work +VERDICT +yes +PASSED +- +local +placed order 4711/);
  });
});

test('one drill shows every state', { timeout: 120_000 }, async () => {
  // given
  const application = createHttpServer((_request, response) => response.end('ready')).listen(port, '127.0.0.1');
  const optional = { required: false };
  const checks = [
    { name: 'waiting', kind: 'VERDICT', afterSeconds: 80_000, ...optional },
    { name: 'running', kind: 'VERDICT', ...optional },
    { name: 'passed', kind: 'TCP', port: 443, ...optional },
    { name: 'failed', kind: 'TCP', port: 1234, ...optional },
    { name: 'timed-out', kind: 'VERDICT', timeoutSeconds: 5, ...optional },
    { name: 'not-run', kind: 'TCP', port: 443, control: { port: 80 }, ...optional },
  ];
  const cwd = await mkdtemp(join(tmpdir(), 'drs-drill-checks-'));
  const request = { waves: [{ sourceServerIds: [world.sound[1]] }], holdSeconds: 86_400, reason: 'all states', checks };
  await writeFile(join(cwd, 'drill.json'), JSON.stringify(request));
  const started = await run('start', '--file', join(cwd, 'drill.json'));
  const { drillId } = JSON.parse(started.stdout);
  // when
  let states: string[] = [];
  while (states.filter((state) => state === 'WAITING' || state === 'RUNNING').length !== 2) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    states = JSON.parse((await run('checks', drillId)).stdout).checks.map(({ state }: { state: string }) => state);
  }
  // then
  expect(states).toEqual(['WAITING', 'RUNNING', 'PASSED', 'FAILED', 'TIMED_OUT', 'NOT_RUN']);
  await run('cancel', drillId, '--reason', 'seen', '--yes');
  application.close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as AddressInfo;
  server.close();
  return free;
}

const EVIDENCE = ['--evidence-url', 'https://ci.example.com/runs/4711'];
