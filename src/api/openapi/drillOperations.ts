import * as z from 'zod';
import { journalParameters, listDrillsParameters } from '../drillParameters.ts';
import { drillBody } from '../drillRequestBody.ts';
import { planStartBody } from '../planStart.ts';
import { drillDocument, drillPageDocument, drillRequestDocument } from './drillDocuments.ts';
import { journalPageDocument } from './journalDocuments.ts';
import { drillPath, type Operation, repeatable, WHEREVER_A_BODY_IS, WHEREVER_THE_TABLE_IS } from './operation.ts';

const ABOUT_DRILLS = '/v1/drills';
const ABOUT_ONE = '/v1/drills/{drillId}';

/** Operations that start and read drills. */
export function drillOperations(holdSecondsMax: number): Operation[] {
  return [startDrill(holdSecondsMax), listDrills, getDrill, getDrillRequest, getJournal];
}

function startDrill(holdSecondsMax: number): Operation {
  return {
    operationId: 'startDrill',
    method: 'post',
    path: ABOUT_DRILLS,
    scope: 'start',
    tag: 'Drills',
    summary: 'Start a drill',
    description:
      'Returns the drill at once; it then runs by itself. A drill that cannot run is returned too: its outcome is ' +
      'REJECTED, and `failedChecks` says why. All durations are in seconds. A body with `plan` starts the drill of a ' +
      'saved plan; each other member replaces that of the plan.',
    headers: repeatable,
    body: { schema: z.union([drillBody(holdSecondsMax), planStartBody(holdSecondsMax)]), examples: EXAMPLES },
    answer: {
      status: 202,
      description: 'The new drill, or the current state of the drill already started with this key',
      schema: drillDocument,
      headers: ['Location', 'ETag'],
    },
    problems: [
      'invalid-parameter',
      'not-authenticated',
      'idempotency-key-reused',
      'too-many-drills',
      ...WHEREVER_A_BODY_IS,
      ...WHEREVER_THE_TABLE_IS,
    ],
  };
}

const EXAMPLES = {
  shortest: {
    summary: 'One server, everything else by default',
    value: { waves: [{ sourceServerIds: ['s-00000000000000001'] }], holdSeconds: 600, reason: 'quarterly rehearsal' },
  },
  fuller: {
    summary: 'The database before the application, with objectives',
    value: {
      waves: [{ sourceServerIds: ['s-00000000000000001'] }, { sourceServerIds: ['s-00000000000000002'] }],
      holdSeconds: 3600,
      reason: 'change 4711',
      recoveryPlan: 'web-shop',
      recoveryPoint: { type: 'AT_OR_BEFORE', at: '2026-11-22T12:00:00Z' },
      onLaunchFailure: 'CONTINUE',
      objectives: { recoveryTimeSeconds: 3600, recoveryPointSeconds: 900 },
      waivers: [{ check: 'lag', sourceServerId: 's-00000000000000002', reason: 'backup window' }],
      tags: { CostCentre: '42' },
    },
  },
  plan: {
    summary: 'From a saved plan, with a reason of its own',
    value: { plan: 'web-shop', reason: 'change 4711' },
  },
};

const listDrills: Operation = {
  operationId: 'listDrills',
  method: 'get',
  path: ABOUT_DRILLS,
  scope: 'read',
  tag: 'Drills',
  summary: 'List drills, newest first',
  description:
    'Optionally within a time range, and by at most one of `phase`, `outcome`, `recoveryPlan`, `region` and `requestedBy`: ' +
    'each has its own index, and no index serves two.',
  query: listDrillsParameters,
  answer: { status: 200, description: 'A page of drills; the last page may be empty', schema: drillPageDocument },
  problems: ['invalid-parameter', 'unsupported-filter', ...WHEREVER_THE_TABLE_IS],
};

const getDrill: Operation = {
  operationId: 'getDrill',
  method: 'get',
  path: ABOUT_ONE,
  scope: 'read',
  tag: 'Drills',
  summary: 'Get a drill',
  pathParameters: drillPath,
  answer: { status: 200, description: 'The current state of the drill', schema: drillDocument },
  problems: ['invalid-parameter', 'unknown-drill', ...WHEREVER_THE_TABLE_IS],
};

const getDrillRequest: Operation = {
  operationId: 'getDrillRequest',
  method: 'get',
  path: `${ABOUT_ONE}/request`,
  scope: 'read',
  tag: 'Drills',
  summary: 'Get the request of a drill, as it was given',
  description: 'Of a drill from a plan, the body of the plan with what the start has replaced.',
  pathParameters: drillPath,
  answer: {
    status: 200,
    description: 'The request, over whose canonical JSON `givenHash` of the drill was computed',
    schema: drillRequestDocument,
  },
  problems: ['invalid-parameter', 'unknown-drill', ...WHEREVER_THE_TABLE_IS],
};

const getJournal: Operation = {
  operationId: 'getJournal',
  method: 'get',
  path: `${ABOUT_ONE}/journal`,
  scope: 'read',
  tag: 'Drills',
  summary: 'List the journal of a drill, in order',
  pathParameters: drillPath,
  query: journalParameters,
  answer: { status: 200, description: 'A page of the journal', schema: journalPageDocument },
  problems: ['invalid-parameter', 'unknown-drill', ...WHEREVER_THE_TABLE_IS],
};
