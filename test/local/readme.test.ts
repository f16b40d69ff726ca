import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCli } from './builtCli.ts';
import { type CallersWorld, startCallersWorld } from './callersWorld.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

let world: CallersWorld;
beforeAll(async () => {
  [world] = await Promise.all([startCallersWorld(2), buildCli()]);
}, 60_000);
afterAll(() => world.stop());

test('what README.md shows of the command line works as it is written, from top to bottom', async () => {
  const script = examples().join('\n').replaceAll('http://127.0.0.1:PORT', world.api);
  expect(script).toContain('npx drs-drill start');
  const { stdout, stderr } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: PROJECT,
    env: environment(),
  });
  expect(stdout).toMatch(/"outcome": "PASSED"/);
  expect(stderr).toMatch(/ENDED, PASSED, cleanup CLEAN/);
  expect(stdout.match(/^status \d+$/gm)).toEqual(['status 5', 'status 7']);
});

/** Every `sh` block of the section "The command line", in order. */
function examples(): string[] {
  const [, section = ''] = readFileSync(join(PROJECT, 'README.md'), 'utf8').split(/^## The command line$/m);
  const own = section.split(/^## /m)[0] ?? '';
  return [...own.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
}

/** Whoever runs the tests has an API and a configuration of his own. */
function environment(): NodeJS.ProcessEnv {
  const { DRS_DRILL_API: _, ...inherited } = process.env;
  return { ...inherited, XDG_CONFIG_HOME: '/nonexistent' };
}
