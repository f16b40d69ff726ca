import * as z from 'zod';
import { pageParameters } from '../historyParameters.ts';
import { blackoutsBody } from '../schedules/blackoutsBody.ts';
import { scheduleBody } from '../schedules/scheduleBody.ts';
import { type Operation, schedulePath, WHEREVER_A_BODY_IS, WHEREVER_THE_TABLE_IS } from './operation.ts';
import { blackoutsDocument, scheduleDocument, schedulePageDocument } from './scheduleDocuments.ts';

const ABOUT_SCHEDULES = '/v1/schedules';
const ABOUT_ONE = `${ABOUT_SCHEDULES}/{name}`;
const ABOUT_BLACKOUTS = '/v1/blackouts';

/** Operations on schedules and blackouts. */
export function scheduleOperations(holdSecondsMax: number): Operation[] {
  return [listSchedules, getSchedule, putSchedule(holdSecondsMax), deleteSchedule, getBlackouts, setBlackouts];
}

const listSchedules: Operation = {
  operationId: 'listSchedules',
  method: 'get',
  path: ABOUT_SCHEDULES,
  scope: 'read',
  tag: 'Schedules',
  summary: 'List schedules, by name',
  query: pageParameters,
  answer: { status: 200, description: 'A page of schedules', schema: schedulePageDocument },
  problems: ['invalid-parameter', ...WHEREVER_THE_TABLE_IS],
};

const getSchedule: Operation = {
  operationId: 'getSchedule',
  method: 'get',
  path: ABOUT_ONE,
  scope: 'read',
  tag: 'Schedules',
  summary: 'Get a schedule, with its coming times',
  pathParameters: schedulePath,
  answer: { status: 200, description: 'The schedule', schema: scheduleDocument },
  problems: ['invalid-parameter', 'unknown-schedule', ...WHEREVER_THE_TABLE_IS],
};

function putSchedule(holdSecondsMax: number): Operation {
  return {
    operationId: 'putSchedule',
    method: 'put',
    path: ABOUT_ONE,
    scope: 'schedule',
    tag: 'Schedules',
    summary: 'Create or change a schedule of a plan',
    description:
      '`If-None-Match: *` creates the schedule, `If-Match` changes it. It pins a version of its plan; a request that pins ' +
      'another one needs the scope `drs-drill/start`, too. The same content again changes nothing. A scheduled time makes at ' +
      'most one drill, and none while an earlier drill of the schedule is open.',
    pathParameters: schedulePath,
    headers: createOrChange,
    body: { schema: scheduleBody(holdSecondsMax), examples: EXAMPLES },
    answer: {
      status: 200,
      description: 'The schedule, changed or unchanged',
      created: 'The new schedule',
      schema: scheduleDocument,
      headers: ['ETag', 'Location'],
    },
    problems: [
      'invalid-parameter',
      'not-authenticated',
      'right-missing',
      'unknown-schedule',
      'precondition-failed',
      'too-many-schedules',
      'precondition-required',
      ...WHEREVER_A_BODY_IS,
      ...WHEREVER_THE_TABLE_IS,
    ],
  };
}

const createOrChange = z.object({
  'If-Match': z.string().optional().meta({ description: 'ETags of the expected state; `*` for any' }),
  'If-None-Match': z.string().optional().meta({ description: '`*`: only if there is no such schedule', example: '*' }),
});

const EXAMPLES = {
  nightly: {
    summary: 'Every working day at 2 o’clock in Berlin',
    value: {
      plan: 'web-shop',
      planVersion: 3,
      expression: 'cron(0 2 ? * MON-FRI *)',
      timeZone: 'Europe/Berlin',
      endAt: '2027-11-30T00:00:00Z',
    },
  },
  dryRun: {
    summary: 'A dry run an hour before',
    value: {
      plan: 'web-shop',
      planVersion: 3,
      expression: 'cron(0 1 ? * MON-FRI *)',
      timeZone: 'Europe/Berlin',
      endAt: '2027-11-30T00:00:00Z',
      dryRun: true,
    },
  },
};

const deleteSchedule: Operation = {
  operationId: 'deleteSchedule',
  method: 'delete',
  path: ABOUT_ONE,
  scope: 'schedule',
  tag: 'Schedules',
  summary: 'Delete a schedule',
  description: 'A drill that it has made goes on.',
  pathParameters: schedulePath,
  headers: z.object({ 'If-Match': z.string().meta({ description: 'ETags of the expected state; `*` for any' }) }),
  answer: { status: 200, description: 'The schedule as it was', schema: scheduleDocument },
  problems: [
    'invalid-parameter',
    'not-authenticated',
    'unknown-schedule',
    'precondition-failed',
    'precondition-required',
    ...WHEREVER_THE_TABLE_IS,
  ],
};

const getBlackouts: Operation = {
  operationId: 'getBlackouts',
  method: 'get',
  path: ABOUT_BLACKOUTS,
  scope: 'read',
  tag: 'Schedules',
  summary: 'Get the blackouts',
  answer: { status: 200, description: 'All blackouts', schema: blackoutsDocument },
  problems: ['invalid-parameter', ...WHEREVER_THE_TABLE_IS],
};

const setBlackouts: Operation = {
  operationId: 'setBlackouts',
  method: 'put',
  path: ABOUT_BLACKOUTS,
  scope: 'lever',
  tag: 'Schedules',
  summary: 'Replace the blackouts',
  description:
    'In a blackout no drill is accepted and nothing is launched, whoever requests it. Running drills verify, hold and clean ' +
    'up as ever. The history of the levers has every change.',
  headers: z.object({ 'If-Match': z.string().meta({ description: 'ETags of the expected state; `*` for any' }) }),
  body: {
    schema: blackoutsBody,
    examples: {
      yearEnd: {
        summary: 'The closing of the year',
        value: [{ from: '2026-12-20T00:00:00Z', to: '2027-01-05T00:00:00Z', reason: 'closing of the year' }],
      },
    },
  },
  answer: { status: 200, description: 'The blackouts that apply now', schema: blackoutsDocument, headers: ['ETag'] },
  problems: [
    'invalid-parameter',
    'not-authenticated',
    'precondition-failed',
    'precondition-required',
    ...WHEREVER_A_BODY_IS,
    ...WHEREVER_THE_TABLE_IS,
  ],
};
