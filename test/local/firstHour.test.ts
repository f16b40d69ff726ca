import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCli, onTerminal, type Running } from './builtCli.ts';
import { startWorld } from './startedWorld.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

let folder = '';
beforeAll(async () => {
  [folder] = await Promise.all([mkdtemp(join(tmpdir(), 'drs-drill-hour-')), buildCli()]);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a new user can paste what npm start prints, run what it suggests, and find everything after a restart', {
  timeout: 180_000,
}, async () => {
  // given
  const flags = ['--data', folder, '--servers', '2', '--speed', '1000'];
  const first = onTerminal(['src/simulator/local/start.ts', ...flags], {
    env: { AWS_REGION: 'ap-southeast-2' },
    columns: 100,
  });
  await shows(first, /^aws drs describe-source-servers$/m);

  // when, then: servers exist from the first response on, for the API and for any AWS client in the printed Region
  const [, api = ''] = /^API=(\S+)$/m.exec(seen(first)) ?? [];
  const listed = await fetch(`${api}/v1/servers`).then(
    (answer) => answer.json() as Promise<{ servers: { hostname: string }[] }>,
  );
  expect(listed.servers.map(({ hostname }) => hostname).sort()).toEqual(['demo-001', 'demo-002']);
  const [block = ''] = /^export AWS_ENDPOINT_URL[\s\S]*?^aws .*$/m.exec(seen(first)) ?? [];
  expect(block).toContain('AWS_REGION=ap-southeast-2');
  expect(await typed(`${ANY_AWS_CLIENT}\n${block}`)).toBe('demo-001 demo-002\n');

  // then: first a drill passes, then one fails as planned, within 100 columns
  await shows(first, /^# Up until Ctrl-C[\s\S]*^npx drs-drill get d-\w+$/m);
  const summaries = seen(first)
    .split(/^(?=Drill d-)/m)
    .slice(1);
  expect(summaries.map((one) => one.split('\n')[0])).toEqual([
    expect.stringMatching(/^Drill d-\w{24} {2}PASSED: Every server was launched/),
    expect.stringMatching(/^Drill d-\w{24} {2}FAILED, as planned: 1 of 1 servers/),
  ]);
  expect(
    summaries.flatMap((one) => one.split('\n')).filter((line) => line.length > 100 && !line.startsWith('#')),
  ).toEqual([]);
  const [, proposed = ''] = /^# Up until.*\n([\s\S]*)/m.exec(seen(first)) ?? [];
  expect(await typed(proposed)).toMatch(/"outcome": "PASSED"[\s\S]*"outcome": "FAILED"/);
  first.child.stdin.write('\x03');
  expect(await first.ended).toMatchObject({ status: 0 });

  // when it starts again with another Region
  const again = startWorld([...flags, '--once'], 'start', { AWS_REGION: 'eu-central-1' });
  expect(await again.ended(), again.stderr()).toBe(0);

  // then: nothing is shown twice, and the Region is unchanged
  expect(again.stdout()).toContain(`in ap-southeast-2, where ${folder} was made (not in your eu-central-1)`);
  expect(again.stdout()).not.toContain('VALIDATING');
});

test('--no-demo runs no drill, and an invalid Region is refused before anything runs', {
  timeout: 120_000,
}, async () => {
  const quiet = startWorld(['--once', '--no-demo', '--json'], 'start', { AWS_REGION: '', AWS_DEFAULT_REGION: '' });
  expect(await quiet.ended(), quiet.stderr()).toBe(0);
  expect(JSON.parse(quiet.stdout())).toEqual({ seed: 1, region: 'us-east-1', drills: [] });
  const nowhere = startWorld(['--once'], 'start', { AWS_REGION: 'moon' });
  expect([await nowhere.ended(), nowhere.stderr()]).toEqual([
    2,
    'AWS_REGION is moon, which is not a Region; set it to one such as us-east-1, or unset it.\n',
  ]);
});

/** An AWS client that is configured only by the environment. */
const ANY_AWS_CLIENT = `aws() { node --input-type=module -e "
  import { DescribeSourceServersCommand, DrsClient } from '@aws-sdk/client-drs';
  const { items } = await new DrsClient({}).send(new DescribeSourceServersCommand({ filters: {} }));
  console.log(items.map((one) => one.sourceProperties.identificationHints.hostname).sort().join(' '));
"; }`;

/** The stdout of shell lines in the project folder. */
async function typed(lines: string): Promise<string> {
  const { DRS_DRILL_API: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', lines], {
    cwd: PROJECT,
    env: { ...env, XDG_CONFIG_HOME: '/nonexistent' },
  });
  return stdout;
}

/** The terminal output so far, without colours. */
function seen({ stdout }: Running): string {
  return stripVTControlCharacters(stdout()).replaceAll('\r', '');
}

async function shows(running: Running, line: RegExp): Promise<void> {
  while (!line.test(seen(running))) {
    if (running.child.exitCode !== null) throw new Error(`it ended without ${line}:\n${seen(running)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
