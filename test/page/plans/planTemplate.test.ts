import type { Schema } from '@cfworker/json-schema';
import { describe, expect, test } from 'vitest';
import { planSchema } from '../../../src/api/planSchema.ts';
import { planChecker } from '../../../src/page/plans/planFaults.ts';
import { planTemplate } from '../../../src/page/plans/planTemplate.ts';
import { planTextOf } from '../../../src/page/plans/planText.ts';
import { requestedPlan } from '../../../src/page/plans/requestedPlan.ts';

const check = planChecker(planSchema(86_400) as Schema);
const SERVERS = [
  { sourceServerId: 's-aaaaaaaaaaaaaaaaa', hostname: 'db-1' },
  { sourceServerId: 's-bbbbbbbbbbbbbbbbb', hostname: 'web-1\nholdSeconds: 1' },
];

describe('what a new plan begins with', () => {
  test('it fits the schema, with and without servers', () => {
    expect(check(planTextOf(planTemplate(SERVERS)))).toEqual([]);
    expect(check(planTextOf(planTemplate([])))).toEqual([]);
  });

  test('it names servers of the inventory, with their host names as comments only', () => {
    const { body } = planTextOf(planTemplate(SERVERS));
    expect(body).toMatchObject({
      holdSeconds: 1200,
      waves: SERVERS.map(({ sourceServerId }) => ({ sourceServerIds: [sourceServerId] })),
    });
    expect(planTemplate(SERVERS)).toContain('- s-aaaaaaaaaaaaaaaaa # db-1\n');
  });
});

test('a plan of a request holds neither its dry run nor another plan', () => {
  const request = { waves: [], reason: 'rehearsal', dryRun: true, plan: 'shop', planVersion: 2 };
  expect(requestedPlan(request)).toEqual({ waves: [], reason: 'rehearsal' });
});
