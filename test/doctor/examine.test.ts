import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalWorld } from '../../src/simulator/local/localWorld.ts';
import { examined, soundWorld, unwell } from './world.ts';

let local: LocalWorld;
beforeAll(async () => {
  local = await soundWorld();
}, 60_000);
afterAll(() => local.stop());

describe('before anything is deployed', () => {
  test('checks without a deployment run, and the others are reported as not checked', async () => {
    const planned = {
      SITES: 'us-east-1',
      DRILL_SUBNETS: 'subnet-0d0000000000d4111',
      DRILL_SECURITY_GROUPS: 'sg-0d0000000000d4111',
    };
    const examination = await examined({ stage: 'prod', planned });
    expect(examination).toMatchObject({ isDeployed: false });
    expect(examination.chapters.map(({ title }) => title)).toEqual([
      'Account',
      'DRS and EC2 in eu-west-1',
      'DRS and EC2 in us-east-1',
      'Deployment',
    ]);
    expect(unwell(examination)).toEqual([
      {
        check: 'deployment',
        status: 'NOT_CHECKED',
        says: expect.stringMatching(
          /^Nothing is deployed as drs-drill-prod in eu-west-1, so functions, events, .* were not checked.$/,
        ),
        remedy: 'Deploy, then run this again: npx serverless deploy --stage prod --region eu-west-1.',
      },
    ]);
  });

  test('the networks must be given', async () => {
    const found = unwell(await examined({ stage: 'prod' })).filter(({ check }) => check === 'networks');
    expect(found).toMatchObject([{ status: 'NOT_CHECKED', remedy: expect.stringContaining('--drill-subnets') }]);
  });
});

test('without permission to read functions, that is reported and the other checks still run', async () => {
  const { account } = local.backstage;
  account.refused.push('lambda:GetFunctionConfiguration');
  const examination = await examined();
  account.refused.pop();
  expect(examination.isDeployed).toBeNull();
  const said = unwell(examination).map(({ check, status }) => `${check} ${status}`);
  expect(said).toEqual(['networks NOT_CHECKED', 'deployment NOT_CHECKED']);
});

test('with invalid credentials, there is only one finding', async () => {
  const key = process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_ACCESS_KEY_ID'];
  const examination = await examined();
  process.env['AWS_ACCESS_KEY_ID'] = key;
  expect(examination).toMatchObject({ accountId: null, isDeployed: null });
  expect(examination.chapters.flatMap(({ findings }) => findings)).toEqual([
    {
      check: 'credentials',
      status: 'FAIL',
      says: expect.stringMatching(/^AWS does not accept your credentials: GetCallerIdentity: /),
      remedy: expect.stringMatching(/^Log in/),
    },
  ]);
});
