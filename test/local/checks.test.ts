import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DrsClient, TagResourceCommand } from '@aws-sdk/client-drs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli, cliRun } from './builtCli.ts';
import { type CallersWorld, startCallersWorld } from './callersWorld.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

let world: CallersWorld;
beforeAll(async () => {
  [world] = await Promise.all([startCallersWorld(2, 0), buildCli()]);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const drs = new DrsClient({ endpoint: world.aws, region: 'eu-west-1', credentials });
  const resourceArn = `arn:aws:drs:eu-west-1:111122223333:source-server/${world.sound[0]}`;
  await drs.send(new TagResourceCommand({ resourceArn, tags: { Tier: 'web' } }));
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
    expect(blocks).toHaveLength(2);
    const script = blocks.join('').replaceAll('npx drs-drill', `node ${PROJECT}/dist/drs-drill.mjs`);
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
        { name: 'orders-work', state: 'PASSED', because: 'placed order 4711', by: 'local' },
        { name: 'reports-work', state: 'FAILED', because: 'the report of March is empty' },
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
    expect([again.status, JSON.parse(again.stdout)]).toEqual([0, checks[0]]);
    const other = await run('verdict', drillId, 'orders-work', '--failed', '--message', 'it does not');
    expect([other.status, other.stderr]).toEqual([3, expect.stringContaining('already PASSED')]);
    const both = await run('verdict', drillId, 'orders-work', '--failed', '--passed', '--message', 'who knows');
    expect([both.status, both.stderr]).toEqual([2, expect.stringContaining('either --passed or --failed')]);
  });

  test('has its checks in the sheet for people', async () => {
    const { stdout } = await run('get', drillId, '--output', 'table');
    expect(stdout).toMatch(/orders-work +VERDICT +yes +PASSED +local +placed order 4711/);
  });
});

const EVIDENCE = ['--evidence-url', 'https://ci.example.com/runs/4711'];
