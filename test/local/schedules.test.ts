import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DrsClient, TagResourceCommand } from '@aws-sdk/client-drs';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli, cliRun } from './builtCli.ts';
import { type CallersWorld, startCallersWorld } from './callersWorld.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
const PLAN = `waves: [{ servers: { tags: { Tier: [web] }, sample: { count: 1, by: STALEST } } }]
holdSeconds: 60
reason: continuous proof
`;

let world: CallersWorld;
let folder: string;
beforeAll(async () => {
  [world] = await Promise.all([startCallersWorld(3, 0), buildCli()]);
  folder = await mkdtemp(join(tmpdir(), 'drs-drill-schedules-'));
  const drs = new DrsClient({ endpoint: world.aws, region: 'eu-west-1', credentials: CREDENTIALS });
  for (const id of world.sound) {
    const resourceArn = `arn:aws:drs:eu-west-1:111122223333:source-server/${id}`;
    await drs.send(new TagResourceCommand({ resourceArn, tags: { Tier: 'web' } }));
  }
}, 120_000);
afterAll(() => world.stop());

const run = (...args: string[]) => cliRun(args, { env: { DRS_DRILL_API: world.api } });
const json = async (...args: string[]) => {
  const said = await run(...args);
  expect(said.status, said.stderr).toBe(0);
  return JSON.parse(said.stdout);
};

test('a schedule set by the very lines of docs/schedules.md drills the stalest servers one after the other', {
  timeout: 180_000,
}, async () => {
  // given
  const page = readFileSync(join(PROJECT, 'docs/schedules.md'), 'utf8');
  const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  expect(blocks).toHaveLength(4);
  // when
  const shown: string[] = [];
  for (const block of blocks) {
    const lines = block.replaceAll('npx drs-drill', `node ${PROJECT}/dist/drs-drill.mjs`);
    const env = { PATH: process.env['PATH'], HOME: '/nonexistent', DRS_DRILL_API: world.api };
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', lines], { cwd: folder, env });
    shown.push(stdout);
  }
  // then
  const [applied = '', set = '', , blackouts = ''] = shown;
  expect(JSON.parse(applied)).toMatchObject({ name: 'stalest', version: 1 });
  expect(set).toMatch(/"name": "hourly"[\s\S]*"planVersion": 1[\s\S]*"nextTimes"/);
  expect(blackouts).toContain('closing of the year');
  const passed = await passedDrills('hourly', 2);
  expect(passed).toMatchObject([
    { plan: { name: 'stalest', version: 1 }, schedule: { name: 'hourly' } },
    { plan: { name: 'stalest', version: 1 }, schedule: { name: 'hourly' } },
  ]);
  const proved = passed.flatMap(({ servers }) => servers.map(({ sourceServerId }) => sourceServerId));
  expect(new Set(proved).size).toBe(2);
  const times = (await drillsOf('hourly')).map(({ schedule }) => schedule?.scheduledAt);
  expect(new Set(times).size).toBe(times.length);
  await run('schedule', 'delete', 'hourly', '--yes');
});

describe('the verbs of a schedule', () => {
  beforeAll(async () => {
    await writeFile(join(folder, 'web.yaml'), PLAN);
    await json('plan', 'apply', join(folder, 'web.yaml'), '--yes');
  });

  test('show what is set, keep the rest in a change, and have a copy in Scheduler', async () => {
    const when = ['--when', 'cron(30 2 ? * MON-FRI *)', '--zone', 'Europe/Berlin'];
    await json('schedule', 'set', 'nightly', '--plan', 'web', ...when, '--end', '300d');
    const changed = await json('schedule', 'set', 'nightly', '--dry-run', '--window', '30m');
    const kept = { expression: 'cron(30 2 ? * MON-FRI *)', timeZone: 'Europe/Berlin', planVersion: 1 };
    expect(changed).toMatchObject({ ...kept, dryRun: true, flexibleWindowMinutes: 30 });
    expect(await json('schedule', 'get', 'nightly')).toEqual(changed);
    expect((await json('schedule', 'next', 'nightly')).nextTimes).toHaveLength(5);
    const table = await run('schedule', 'next', 'nightly', '--output', 'table');
    expect(table.stdout).toMatch(/EUROPE\/BERLIN[\s\S]*02:30/);
    const scheduler = new SchedulerClient({ endpoint: world.aws, region: 'eu-west-1', credentials: CREDENTIALS });
    const copy = await scheduler.send(new GetScheduleCommand({ Name: 'nightly', GroupName: 'drs-drill-dev-plans' }));
    expect(copy).toMatchObject({ ScheduleExpression: 'cron(30 2 ? * MON-FRI *)', State: 'ENABLED' });
    await json('schedule', 'disable', 'nightly');
    const { schedules } = await json('schedule', 'list');
    expect(schedules.filter(({ enabled }: { enabled: boolean }) => !enabled)).toMatchObject([{ name: 'nightly' }]);
    expect((await json('schedule', 'enable', 'nightly')).enabled).toBe(true);
    const unsure = await run('schedule', 'delete', 'nightly');
    expect([unsure.status, unsure.stderr]).toEqual([2, expect.stringContaining('it drills web no more')]);
    await json('schedule', 'delete', 'nightly', '--yes');
    expect((await run('schedule', 'get', 'nightly')).status).toBe(3);
  });

  test('refuse what cannot work, with the reason', async () => {
    const set = (...flags: string[]) => run('schedule', 'set', 'wrong', '--plan', 'web', ...flags);
    const refused = await Promise.all([
      set('--when', 'cron(0 2 * * * *)', '--end', '90d'),
      set('--when', 'rate(1 day)', '--end', '500d'),
      set('--when', 'rate(1 day)', '--end', '90d', '--zone', 'Atlantis'),
      run('schedule', 'set', 'wrong', '--plan', 'nowhere', '--when', 'rate(1 day)', '--end', '90d'),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([3, 3, 3, 3]);
    const said = ['must have ?', 'at most 400 days', 'Europe/Berlin', 'plan'];
    expect(
      refused.map(({ stderr }, index) => stderr.includes(said[index] ?? '')),
      refused.map(({ stderr }) => stderr).join(),
    ).toEqual([true, true, true, true]);
  });

  test('a blackout rejects a drill, and is removed again', async () => {
    await json('blackout', 'set', '--to', '3650d', '--reason', 'frozen zone', '--yes');
    const refused = await run('start', '--plan', 'web', '--dry-run', '--wait');
    expect([refused.status, refused.stdout]).toEqual([3, expect.stringContaining('frozen zone')]);
    expect((await json('blackout', 'set', '--clear', '--yes')).blackouts).toEqual([]);
    expect((await json('lever', 'history')).moves[0]).toMatchObject({ what: 'BLACKOUTS' });
  });
});

interface Seen {
  drillId: string;
  outcome: string | null;
  schedule?: { scheduledAt: string } | null;
  servers: { sourceServerId: string }[];
}

async function drillsOf(name: string): Promise<Seen[]> {
  const { drills } = await json('drills', '--requested-by', `schedule/${name}`);
  return Promise.all(drills.map(({ drillId }: Seen) => json('get', drillId)));
}

/** Waits until a schedule has so many drills that have passed; the oldest first. */
async function passedDrills(name: string, count: number): Promise<Seen[]> {
  const lateMs = performance.now() + 100_000;
  for (;;) {
    const passed = (await drillsOf(name)).filter(({ outcome }) => outcome === 'PASSED').toReversed();
    if (passed.length >= count) return passed.slice(0, count);
    if (performance.now() > lateMs) throw new Error(`only ${passed.length} drills have passed`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
