import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DrsClient, TagResourceCommand } from '@aws-sdk/client-drs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli, cliRun } from './builtCli.ts';
import { type CallersWorld, startCallersWorld } from './callersWorld.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const TIERS = ['identity', 'db', 'db', 'web', 'web', 'web'];

let world: CallersWorld;
let folder: string;
beforeAll(async () => {
  [world] = await Promise.all([startCallersWorld(TIERS.length, 0), buildCli()]);
  folder = await mkdtemp(join(tmpdir(), 'drs-drill-plans-'));
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const drs = new DrsClient({ endpoint: world.aws, region: 'eu-west-1', credentials });
  for (const [index, Tier] of TIERS.entries()) {
    const resourceArn = `arn:aws:drs:eu-west-1:111122223333:source-server/${world.sound[index]}`;
    await drs.send(new TagResourceCommand({ resourceArn, tags: { Tier } }));
  }
}, 120_000);
afterAll(() => world.stop());

const run = (...args: string[]) => cliRun(args, { env: { DRS_DRILL_API: world.api } });

test('the plan of docs/plans.md is applied, tried, drilled and changed by the very lines of the page', {
  timeout: 180_000,
}, async () => {
  // given
  const chapter = readFileSync(join(PROJECT, 'docs/plans.md'), 'utf8').split(/^## From a file to a drill$/m)[1] ?? '';
  const blocks = [...(chapter.split(/^## /m)[0] ?? '').matchAll(/^```sh\n([\s\S]*?)^```$/gm)];
  expect(blocks).toHaveLength(4);
  const lines = blocks.map(([, block = '']) => block.replaceAll('npx drs-drill', `node ${PROJECT}/dist/drs-drill.mjs`));
  // when
  const shown = [];
  for (const block of lines) {
    const env = { PATH: process.env['PATH'], HOME: '/nonexistent', DRS_DRILL_API: world.api };
    shown.push(await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', block], { cwd: folder, env }));
  }
  // then
  const [applied, tried, drilled, changed] = shown;
  expect(JSON.parse(applied?.stdout ?? '')).toMatchObject({ name: 'web-shop', version: 1 });
  expect(applied?.stderr).toContain('This creates the plan web-shop.');
  expect(JSON.parse(tried?.stdout ?? '')).toMatchObject({ outcome: 'READY', cleanup: 'NOT_NEEDED', launches: [] });
  const drill = JSON.parse(drilled?.stdout ?? '');
  expect(drill).toMatchObject({
    ...{ outcome: 'PASSED', cleanup: 'CLEAN', plan: { name: 'web-shop', version: 1 } },
    terms: { reason: 'change 4711', recoveryPlan: 'web-shop' },
    hold: { seconds: 300 },
  });
  const byWave = drill.waves.map(({ sourceServerIds }: { sourceServerIds: string[] }) => sourceServerIds.toSorted());
  expect(byWave.slice(0, 2)).toEqual([[world.sound[0]], [world.sound[1], world.sound[2]].toSorted()]);
  expect(byWave[2]).toHaveLength(2);
  expect(changed?.stdout).toMatch(/^- +count: 2\n\+ +count: 1$/m);
  expect(changed?.stdout).toContain('"version": 2');
  expect(changed?.stdout).toContain(drill.drillId);
});

describe('the verbs of a plan', () => {
  const BODY = `waves: [{ sourceServerIds: [s-0123456789abcdef0] }]\nholdSeconds: 60\nreason: rehearsal\n`;
  const file = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };

  test('need a confirmation, and show what changes before they ask', async () => {
    const path = await file('asks.yaml', BODY);
    const refused = await run('plan', 'apply', path);
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(/\+holdSeconds: 60[\s\S]*This creates the plan asks. There is no terminal/);
    expect((await run('plan', 'get', 'asks')).status).toBe(3);
  });

  test('save nothing when nothing changes, whatever the format of the file', async () => {
    await run('plan', 'apply', await file('same.yaml', BODY), '--yes');
    const json = await file(
      'same.json',
      '{"reason":"rehearsal","holdSeconds":60,"waves":[{"sourceServerIds":["s-0123456789abcdef0"]}]}',
    );
    const again = await run('plan', 'apply', json, '--yes');
    expect(again.status, again.stderr).toBe(0);
    expect(again.stderr).toContain('same is unchanged, in version 1');
    expect(JSON.parse((await run('plan', 'diff', json)).stdout)).toMatchObject({ changed: false, version: 1 });
    expect(JSON.parse((await run('plan', 'versions', 'same')).stdout).versions).toHaveLength(1);
  });

  test('give the same bytes the same hash, as a plan and as a drill', async () => {
    const path = await file('bytes.yaml', BODY);
    const { hash } = JSON.parse((await run('plan', 'apply', path, '--yes')).stdout);
    const drills = [await run('start', '--file', path), await run('start', '--plan', 'bytes')];
    // The server is not known, so that both are rejected.
    const given = drills.map(({ stdout }) => JSON.parse(stdout).givenHash);
    expect(given).toEqual([hash, hash]);
  });

  test('find mistakes before anything is sent', async () => {
    const path = await file('wrong.yaml', BODY.replace('60', '-1'));
    for (const verb of ['validate', 'apply', 'diff']) {
      const refused = await cliRun(['plan', verb, path], { env: { DRS_DRILL_API: 'http://127.0.0.1:1' } });
      expect([verb, refused.status]).toEqual([verb, 2]);
      expect(refused.stderr).toContain('wrong.yaml:2:14: holdSeconds must be >= 0');
    }
  });

  test('report what only the deployment knows', async () => {
    const path = await file('elsewhere.yaml', `${BODY}region: us-west-2\n`);
    const refused = await run('plan', 'apply', path, '--yes');
    expect(refused.status).toBe(3);
    expect(refused.stderr).toMatch(
      /elsewhere\.yaml:4:9: region 111122223333 in us-west-2 is not a site of this deployment/,
    );
    const offline = await cliRun(['plan', 'validate', path], { env: {} });
    expect([offline.status, offline.stderr]).toEqual([0, expect.stringContaining('only `plan apply` checks')]);
  });

  test('delete a plan, which then starts no drill', async () => {
    await run('plan', 'apply', await file('gone.yaml', BODY), '--yes');
    expect((await run('plan', 'delete', 'gone')).status).toBe(2);
    const deleted = await run('plan', 'delete', 'gone', '--yes');
    expect(deleted.status, deleted.stderr).toBe(0);
    expect(deleted.stderr).toContain('it starts no more drills');
    const refused = await run('start', '--plan', 'gone');
    expect([refused.status, refused.stderr]).toEqual([
      3,
      expect.stringContaining('--plan (/plan): there is no plan gone'),
    ]);
    expect(JSON.parse((await run('plan', 'get', 'gone', '--plan-version', '1')).stdout)).toMatchObject({ version: 1 });
  });

  test('turn a recovery plan of DRS into a file that can be applied', async () => {
    const server = (n: number, impactLevel: string) => ({
      serverArn: `arn:aws:drs:eu-west-1:111122223333:source-server/${world.sound[n]}`,
      impactLevel,
    });
    const configurations = [
      { serverStepConfiguration: { servers: [server(0, 'CRITICAL')] } },
      { waitStepConfiguration: { waitDurationMinutes: 5 } },
      { serverStepConfiguration: { servers: [server(1, 'OPTIONAL')] } },
    ];
    const recoveryPlanSteps = configurations.map((configuration, index) => ({
      ...{ stepOrder: index + 1, stepName: `Step ${index + 1}`, configuration },
    }));
    const steps = await file('steps.json', JSON.stringify({ recoveryPlanSteps }));
    const imported = await run('plan', 'import', steps);
    expect(imported.status, imported.stderr).toBe(0);
    expect(imported.stdout).toContain('# Step: Step 3');
    const applied = await run('plan', 'apply', await file('imported.yaml', imported.stdout), '--yes');
    expect(applied.status, applied.stderr).toBe(0);
    expect(JSON.parse(applied.stdout).body.waves[1]).toEqual({
      ...{ sourceServerIds: [world.sound[1]], waitSeconds: 300, optional: true },
    });
  });
});
