import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { planSchema } from '../../src/api/planSchema.ts';
import { serverId } from '../builders.ts';

const BODY = { waves: [{ sourceServerIds: [serverId(1)] }], holdSeconds: 60, reason: 'rehearsal' };

test('docs/plan.schema.json is the schema: npx vitest run test/api/planSchema.test.ts -u', async () => {
  await expect(`${JSON.stringify(planSchema(), null, 2)}\n`).toMatchFileSnapshot('../../docs/plan.schema.json');
});

describe('the JSON Schema of a plan', () => {
  const validate = new Ajv2020({ strict: true, validateFormats: false }).compile(planSchema(86_400));

  test.each<[string, object]>([
    ['the shortest one', BODY],
    ['waves by tag, with pauses, and optional ones', { ...BODY, waves: [BODY.waves[0], chosen()] }],
    ['points by time', { ...BODY, recoveryPoint: { type: 'AT_OR_BEFORE', at: '2026-11-22T12:00:00Z' } }],
    ['points by id', { ...BODY, recoveryPoint: { type: 'ID', ids: { [serverId(1)]: 'pit-00000000000000001' } } }],
    ['everything else', { ...BODY, description: 'x', dryRun: true, waivers: [{ check: 'lag', reason: 'x' }] }],
  ])('takes %s', (_what, body) => {
    expect(validate(body), JSON.stringify(validate.errors)).toBe(true);
  });

  test.each<[string, object]>([
    ['a member that is not known', { ...BODY, colour: 'red' }],
    ['one that is not known in a wave', { ...BODY, waves: [{ ...BODY.waves[0], colour: 'red' }] }],
    ['no servers', { ...BODY, waves: [] }],
    ['a host name', { ...BODY, waves: [{ sourceServerIds: ['web-1'] }] }],
    ['a hold that is too long for the deployment', { ...BODY, holdSeconds: 86_401 }],
    ['a blank reason', { ...BODY, reason: ' ' }],
    ['no reason', { ...BODY, reason: undefined }],
  ])('refuses %s', (_what, body) => {
    expect(validate(JSON.parse(JSON.stringify(body)))).toBe(false);
  });
});

function chosen(): object {
  const servers = { tags: { Tier: ['db'] }, exclude: [serverId(9)], sample: { count: 2, by: 'STALEST' } };
  return { servers, startWhen: 'VERIFIED', waitSeconds: 60, optional: true };
}
