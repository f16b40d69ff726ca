import { pageParameters } from '../historyParameters.ts';
import { leverBody, releaseBody } from '../lever.ts';
import { leverDocument, leverMovePageDocument, leversDocument, releaseDocument } from './leverDocuments.ts';
import { conditional, type Operation, repeatable, WHEREVER_A_BODY_IS, WHEREVER_THE_TABLE_IS } from './operation.ts';

const ABOUT_LEVER = '/v1/lever';

/** The safety lever. */
export const leverOperations: Operation[] = [
  {
    operationId: 'getLever',
    method: 'get',
    path: ABOUT_LEVER,
    scope: 'read',
    tag: 'Lever',
    summary: 'Look at the safety lever',
    answer: {
      status: 200,
      description: 'The lever for all sites (`region` null), and that of each; ETag is over all of them',
      schema: leversDocument,
      headers: ['ETag'],
    },
    problems: ['invalid-parameter', 'not-authenticated', ...WHEREVER_THE_TABLE_IS],
  },
  {
    operationId: 'listLeverMoves',
    method: 'get',
    path: `${ABOUT_LEVER}/history`,
    scope: 'read',
    tag: 'Lever',
    summary: 'List who has moved the safety levers, and released jobs, newest first',
    query: pageParameters,
    answer: { status: 200, description: 'A page of the history of all levers', schema: leverMovePageDocument },
    problems: ['invalid-parameter', 'not-authenticated', ...WHEREVER_THE_TABLE_IS],
  },
  {
    operationId: 'setLever',
    method: 'put',
    path: ABOUT_LEVER,
    scope: 'lever',
    tag: 'Lever',
    summary: 'Move the safety lever',
    description:
      'Of one Region, or without `region` the one for all. In an emergency use `If-Match: *`. A key is remembered for as long ' +
      'as nobody else has moved that lever.',
    headers: conditional,
    body: {
      schema: leverBody,
      examples: {
        close: {
          summary: 'Nothing is launched anywhere until the audit is over',
          value: { state: 'NO_LAUNCHES', reason: 'audit', expiresAt: '2026-11-22T12:00:00Z' },
        },
        open: { summary: 'Open it again', value: { state: 'OPEN', reason: 'the audit is over' } },
      },
    },
    answer: {
      status: 200,
      description: 'The lever as it is now; ETag is that of GET /v1/lever',
      schema: leverDocument,
      headers: ['ETag'],
    },
    problems: [
      'invalid-parameter',
      'not-authenticated',
      'precondition-failed',
      'idempotency-key-reused',
      'precondition-required',
      ...WHEREVER_A_BODY_IS,
      ...WHEREVER_THE_TABLE_IS,
    ],
  },
  {
    operationId: 'releaseJob',
    method: 'post',
    path: `${ABOUT_LEVER}/release`,
    scope: 'lever',
    tag: 'Lever',
    summary: 'Release a real recovery’s job that hangs',
    description:
      'While a real recovery goes on nothing is terminated in its Region. A job that hangs in silence for hours would keep every drill ' +
      'instance up: this says that it no longer does, except for the servers that it names. Without `region` it is the deployment’s own. ' +
      'Releasing it again changes nothing: the first release stands.',
    headers: repeatable,
    body: {
      schema: releaseBody,
      examples: {
        hangs: {
          summary: 'Its conversion has hung since the morning',
          value: { jobId: 'drsjob-0123456789abcdef0', reason: 'conversion hangs, case 4711 at AWS' },
        },
      },
    },
    answer: { status: 200, description: 'The release that stands, and what it does', schema: releaseDocument },
    problems: [
      'invalid-parameter',
      'not-authenticated',
      'idempotency-key-reused',
      ...WHEREVER_A_BODY_IS,
      ...WHEREVER_THE_TABLE_IS,
    ],
  },
];
