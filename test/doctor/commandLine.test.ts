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
  test('ends with 0 where all is sound', async () => {
    const { status, stdout } = await doctor([]);
    expect(stdout).toMatch(/^drs-drill, stage dev in eu-west-1, account 111122223333\n/);
    expect(stdout).toMatch(/\nSound: 0 failed, 0 warnings, 0 not asked, \d+ ok. Nothing was changed.\n$/);
    expect(status).toBe(0);
  });

  test('ends with 1 where something has failed, and says what in one JSON object when it is asked to', async () => {
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
          says: 'The schedule group drs-drill-dev is not there: no drill can have its hard stop, so none launches.',
          remedy: expect.stringContaining('npx serverless deploy --stage dev --region eu-west-1'),
        },
      ],
    });
    expect(status).toBe(1);
  });

  test.each([
    ['a flag that it does not know', ['--subnets', 'subnet-1'], /unknown option '--subnets'/],
    ['a Region that is none', ['--region', 'Ireland'], /It must be the name of a Region, as in eu-west-1/],
    ['a stage that is none', ['--stage', 'a b'], /It must have letters, digits and hyphens, as in prod/],
    ['sites that are none', ['--sites', 'us-east-1 eu-west-1'], /separated by commas, as in eu-west-1,us-east-1/],
  ])('ends with 2 on %s', async (_what, flags, says) => {
    const { status, stdout, stderr } = await doctor(flags);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(says);
  });

  test('tells how it is used', async () => {
    const { status, stdout } = await doctor(['--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('0: sound · 1: something failed · 2: the command line is wrong');
  });
});

/** As a process of its own; this one serves the world. */
function doctor(flags: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const file = join(PROJECT, 'src', 'doctor', 'doctor.ts');
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [file, ...flags], (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
