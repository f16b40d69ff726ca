import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalWorld } from '../../src/simulator/local/localWorld.ts';
import { soundWorld } from './world.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

let local: LocalWorld;
beforeAll(async () => {
  local = await soundWorld();
}, 60_000);
afterAll(() => local.stop());

describe('npm run doctor', () => {
  test('ends with 0 for a sound deployment', async () => {
    const { status, stdout } = await doctor([]);
    expect(stdout).toMatch(/^drs-drill, stage dev in eu-west-1, account 111122223333\n/);
    expect(stdout).toMatch(/\nSound: 0 failed, 0 warnings, 0 not checked, \d+ ok. Nothing was changed.\n$/);
    expect(status).toBe(0);
  });

  test('ends with 1 when a check has failed, and reports it as one JSON object with --json', async () => {
    const { account } = local.backstage;
    const [group] = account.scheduleGroups.splice(0);
    const { status, stdout } = await doctor(['--json']);
    account.scheduleGroups.push(group ?? '');
    const said = JSON.parse(stdout) as { isSound: boolean; chapters: { title: string; findings: object[] }[] };
    expect(said.isSound).toBe(false);
    expect(said.chapters.find(({ title }) => title === 'Schedules')).toEqual({
      title: 'Schedules',
      findings: [
        {
          check: 'schedules',
          status: 'FAIL',
          says: 'The schedule group drs-drill-dev does not exist: no hard stop can be scheduled, so no drill launches.',
          remedy: expect.stringContaining('npx serverless deploy --stage dev --region eu-west-1'),
        },
      ],
    });
    expect(status).toBe(1);
  });

  test.each([
    ['an unknown option', ['--subnets', 'subnet-1'], /unknown option '--subnets'/],
    ['an invalid Region', ['--region', 'Ireland'], /It must be the name of a Region, as in eu-west-1/],
    ['an invalid stage', ['--stage', 'a b'], /It must have letters, digits and hyphens, as in prod/],
    ['invalid sites', ['--sites', 'us-east-1 eu-west-1'], /separated by commas, as in eu-west-1,us-east-1/],
  ])('ends with 2 on %s', async (_what, flags, says) => {
    const { status, stdout, stderr } = await doctor(flags);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(says);
  });

  test('prints its help', async () => {
    const { status, stdout } = await doctor(['--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('0: sound · 1: something failed · 2: the command line is wrong');
  });
});

/** Runs it as a separate process, because this one serves the world. */
function doctor(flags: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const file = join(PROJECT, 'src', 'doctor', 'doctor.ts');
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [file, ...flags], (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
