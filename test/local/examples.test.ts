import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DRILL_NETWORK } from '../../src/simulator/aws/drs/sourceServers.ts';
import { buildCli } from './builtCli.ts';
import { type CallersWorld, startCallersWorld } from './callersWorld.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

let world: CallersWorld;
beforeAll(async () => {
  [world] = await Promise.all([startCallersWorld(2, 0), buildCli()]);
}, 120_000);
afterAll(() => world.stop());

test('the manual drill of README.md works as shown', async () => {
  const [script = ''] = examples('README.md', 'One drill by hand');
  const { stdout } = await run(script.replaceAll('http://127.0.0.1:PORT', world.api));
  expect(stdout).toMatch(/"outcome": "PASSED"/);
});

test('the curl example of docs/api.md works as shown', async () => {
  const [script = ''] = examples('docs/api.md', 'A drill with curl');
  const shown = script
    .replaceAll('http://127.0.0.1:PORT', world.api)
    .replaceAll('s-0123456789abcdef0', world.sound[1] ?? '');
  const [start = '', follow = ''] = shown.split(/^(?=curl .*\/d-\w+ )/m);
  const { stdout: started } = await run(start);
  // The list of servers contains earlier drills.
  const drillId = /^[\s\S]*"drillId":"(d-\w+)"/.exec(started)?.[1] ?? '';
  const [api = ''] = start.split('\n');
  const { stdout: followed } = await run(`${api}\n${follow.replaceAll('d-0123456789abcdef01234567', drillId)}`);
  expect(followed).toContain(`"drillId":"${drillId}","phase"`);
  expect(followed).toContain('"journalIntact":true');
  // The other tests need the servers.
  const { stdout: ended } = await run(`npx drs-drill wait ${drillId} || true`, { DRS_DRILL_API: world.api });
  expect(ended).toMatch(/"outcome": "(CANCELLED|PASSED)"/);
});

test('the examples of docs/cli.md work as shown, from top to bottom', async () => {
  const script = examples('docs/cli.md', 'Examples').join('\n').replaceAll('http://127.0.0.1:PORT', world.api);
  expect(script).toContain('npx drs-drill start');
  const { stdout, stderr } = await run(script);
  expect(stdout).toMatch(/"outcome": "PASSED"/);
  expect(stderr).toMatch(/ENDED, PASSED, cleanup CLEAN/);
  expect(stdout.match(/^status \d+$/gm)).toEqual(['status 5', 'status 7']);
});

test('the first drill of docs/operations.md works as shown, except for the deployment', async () => {
  const blocks = examples('docs/operations.md', 'The first drill on a new account');
  expect(blocks).toHaveLength(7);
  const [before = '', ...after] = blocks.map(inLocalWorld);
  // The stage of the local world is dev.
  const script = [DEPLOYS, before, ...after.map((block) => block.replaceAll('--stage prod', '--stage dev'))].join('\n');
  const folder = await mkdtemp(join(tmpdir(), 'drs-drill-first-'));
  const { stdout } = await run(script, {
    AWS_ENDPOINT_URL: world.aws,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    FOLDER: folder,
  });
  expect(stdout).toMatch(
    /Nothing is deployed as drs-drill-prod in eu-west-1.*\bSound, as far as it was checked: 0 failed.*\nPermissions {2}58 ok\n/s,
  );
  expect(stdout).toMatch(
    /^No difference between this simulated AWS and the simulator in this drill \(4\d of 47 compared\)\.$/m,
  );
  const observed = JSON.parse(await readFile(join(folder, 'observed.json'), 'utf8'));
  expect(observed).toMatchObject({ schema: 1, unanswered: {} });
  const doctor = JSON.parse(await readFile(join(folder, 'doctor.json'), 'utf8'));
  expect(doctor).toMatchObject({ isSound: true, stage: 'dev', isDeployed: true });
  const journal = (await readFile(join(folder, 'journal.jsonl'), 'utf8')).trimEnd().split('\n');
  expect(journal.map((line) => JSON.parse(line))).not.toEqual([]);
});

/** Skips deployments and runs everything else. */
const DEPLOYS = `
npx() { if [ "$1 $2" != 'serverless deploy' ]; then command npx "$@"; fi; }
aws() { if [ "$1 $2" != 'cloudformation deploy' ]; then command aws "$@"; fi; }
`;

/** Replaces the ids and addresses with those of the local world. */
function inLocalWorld(block: string): string {
  return block
    .replaceAll('subnet-0123456789abcdef0', DRILL_NETWORK.subnetId)
    .replaceAll('sg-0123456789abcdef0', DRILL_NETWORK.securityGroupId)
    .replaceAll('s-0123456789abcdef0', world.sound[0] ?? '')
    .replaceAll('https://API_ID.execute-api.eu-west-1.amazonaws.com', new URL(world.api).origin)
    .replaceAll('npm run observe --', 'npm run observe -- --file "$FOLDER/observed.json"')
    .replaceAll(/> (\w+\.jsonl?)$/gm, '> "$FOLDER/$1"');
}

/** Every `sh` block of a chapter, in order. */
function examples(file: string, chapter: string): string[] {
  const [, section = ''] = readFileSync(join(PROJECT, file), 'utf8').split(new RegExp(`^## ${chapter}$`, 'm'));
  const own = section.split(/^## /m)[0] ?? '';
  return [...own.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
}

/** Without the API and the configuration of the user who runs the tests. */
function run(script: string, more: NodeJS.ProcessEnv = {}) {
  const { DRS_DRILL_API: _, ...inherited } = process.env;
  const env = { ...inherited, XDG_CONFIG_HOME: '/nonexistent', ...more };
  return promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd: PROJECT, env });
}
