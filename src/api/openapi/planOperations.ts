import * as z from 'zod';
import { drillBody } from '../drillRequestBody.ts';
import { pageParameters } from '../historyParameters.ts';
import { planVersion } from '../planStart.ts';
import { type Operation, planPath, WHEREVER_A_BODY_IS, WHEREVER_THE_TABLE_IS } from './operation.ts';
import { planDocument, planLineDocument, planPageDocument, planVersionPageDocument } from './planDocuments.ts';

const ABOUT_PLANS = '/v1/plans';
const ABOUT_ONE = `${ABOUT_PLANS}/{name}`;

/** Operations on plans. */
export function planOperations(holdSecondsMax: number): Operation[] {
  return [listPlans, getPlan, putPlan(holdSecondsMax), deletePlan, listPlanVersions, getPlanVersion, getPlanSchema];
}

const listPlans: Operation = {
  operationId: 'listPlans',
  method: 'get',
  path: ABOUT_PLANS,
  scope: 'read',
  tag: 'Plans',
  summary: 'List plans, by name',
  query: pageParameters,
  answer: { status: 200, description: 'A page of the newest versions, without their bodies', schema: planPageDocument },
  problems: ['invalid-parameter', ...WHEREVER_THE_TABLE_IS],
};

const getPlan: Operation = {
  operationId: 'getPlan',
  method: 'get',
  path: ABOUT_ONE,
  scope: 'read',
  tag: 'Plans',
  summary: 'Get the newest version of a plan',
  pathParameters: planPath,
  answer: { status: 200, description: 'The newest version', schema: planDocument },
  problems: ['invalid-parameter', 'unknown-plan', ...WHEREVER_THE_TABLE_IS],
};

function putPlan(holdSecondsMax: number): Operation {
  return {
    operationId: 'putPlan',
    method: 'put',
    path: ABOUT_ONE,
    scope: 'plan',
    tag: 'Plans',
    summary: 'Save a plan',
    description:
      'The body is that of POST /v1/drills; its `reason` is the default of each start. `If-None-Match: *` creates the ' +
      'plan, `If-Match` changes it. The same content again is the same version, whatever the condition. Versions ' +
      'never change; their numbers continue when a deleted plan is created again.',
    pathParameters: planPath,
    headers: z.object({
      'If-Match': z.string().optional().meta({ description: 'ETags of the expected version; `*` for any' }),
      'If-None-Match': z.string().optional().meta({ description: '`*`: only if there is no such plan', example: '*' }),
    }),
    body: { schema: drillBody(holdSecondsMax), examples: EXAMPLES },
    answer: {
      status: 200,
      description: 'The newest version: a new one, or the unchanged one',
      created: 'The first version of a new plan, or of one that was deleted',
      schema: planDocument,
      headers: ['ETag', 'Location'],
    },
    problems: [
      'invalid-parameter',
      'not-authenticated',
      'unknown-plan',
      'precondition-failed',
      'precondition-required',
      ...WHEREVER_A_BODY_IS,
      ...WHEREVER_THE_TABLE_IS,
    ],
  };
}

const EXAMPLES = {
  webShop: {
    summary: 'The databases before the application',
    value: {
      description: 'The web shop, without its reports',
      waves: [{ servers: { tags: { Tier: ['db'] } } }, { servers: { tags: { Tier: ['app'] } }, startWhen: 'VERIFIED' }],
      holdSeconds: 3600,
      reason: 'quarterly rehearsal',
    },
  },
};

const deletePlan: Operation = {
  operationId: 'deletePlan',
  method: 'delete',
  path: ABOUT_ONE,
  scope: 'plan',
  tag: 'Plans',
  summary: 'Delete a plan',
  description: 'It starts no more drills. Its versions stay, and drills that it has started go on.',
  pathParameters: planPath,
  headers: z.object({ 'If-Match': z.string().meta({ description: 'ETags of the expected version; `*` for any' }) }),
  answer: { status: 200, description: 'Its newest version, which stays', schema: planLineDocument },
  problems: [
    'invalid-parameter',
    'not-authenticated',
    'unknown-plan',
    'precondition-failed',
    'precondition-required',
    ...WHEREVER_THE_TABLE_IS,
  ],
};

const listPlanVersions: Operation = {
  operationId: 'listPlanVersions',
  method: 'get',
  path: `${ABOUT_ONE}/versions`,
  scope: 'read',
  tag: 'Plans',
  summary: 'List the versions of a plan, newest first',
  description: 'Also of a plan that was deleted.',
  pathParameters: planPath,
  query: pageParameters,
  answer: { status: 200, description: 'A page of versions, without their bodies', schema: planVersionPageDocument },
  problems: ['invalid-parameter', 'unknown-plan', ...WHEREVER_THE_TABLE_IS],
};

const getPlanVersion: Operation = {
  operationId: 'getPlanVersion',
  method: 'get',
  path: `${ABOUT_ONE}/versions/{version}`,
  scope: 'read',
  tag: 'Plans',
  summary: 'Get a version of a plan',
  description: 'Also of a plan that was deleted.',
  pathParameters: planPath.extend({ version: planVersion().meta({ description: 'Its number', example: 1 }) }),
  answer: { status: 200, description: 'The version, which never changes', schema: planDocument },
  problems: ['invalid-parameter', 'unknown-plan', ...WHEREVER_THE_TABLE_IS],
};

const getPlanSchema: Operation = {
  operationId: 'getPlanSchema',
  method: 'get',
  path: '/v1/plan.schema.json',
  scope: 'read',
  tag: 'Contract',
  summary: 'Get the JSON Schema of a plan',
  answer: {
    status: 200,
    description: 'The schema, for editors and for checks before a plan is saved',
    schema: z.looseObject({ $schema: z.string() }).meta({ id: 'PlanSchema', description: 'JSON Schema 2020-12' }),
  },
  problems: ['invalid-parameter'],
};
