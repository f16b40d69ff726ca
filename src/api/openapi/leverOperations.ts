import { pageParameters } from '../historyParameters.ts';
import { leverBody, releaseBody } from '../leverBodies.ts';
import { leverDocument, leverMovePageDocument, leversDocument, releaseDocument } from './leverDocuments.ts';
import { conditional, type Operation, repeatable, WHEREVER_A_BODY_IS, WHEREVER_THE_TABLE_IS } from './operation.ts';

const ABOUT_LEVER = '/v1/lever';

/** Operations on the safety lever. */
export const leverOperations: Operation[] = [
  {
    operationId: 'getLever',
    method: 'get',
    path: ABOUT_LEVER,
    scope: 'read',
    tag: 'Lever',
    summary: 'Get the safety lever',
    answer: {
      status: 200,
      description: 'The lever for all sites (`region` null) and the lever of each site; the ETag covers them all',
      schema: leversDocument,
    },
    problems: ['invalid-parameter', 'not-authenticated', ...WHEREVER_THE_TABLE_IS],
  },
  {
    operationId: 'listLeverMoves',
    method: 'get',
    path: `${ABOUT_LEVER}/history`,
    scope: 'read',
    tag: 'Lever',
    summary: 'List the moves of the safety levers and the released jobs, newest first',
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
      'Of one Region, or of all without `region`. In an emergency, use `If-Match: *`. A key stays valid until ' +
      'another caller moves that lever.',
    headers: conditional,
    body: {
      schema: leverBody,
      examples: {
        close: {
          summary: 'No launches in any Region until the audit has ended',
          value: { state: 'NO_LAUNCHES', reason: 'audit', expiresAt: '2026-11-22T12:00:00Z' },
        },
        open: { summary: 'Open it again', value: { state: 'OPEN', reason: 'the audit has ended' } },
      },
    },
    answer: {
      status: 200,
      description: 'The current lever; the ETag is that of GET /v1/lever',
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
    summary: 'Release a hanging job of a real recovery',
    description:
      'While a real recovery runs, nothing is terminated in its Region. A job that hangs for hours would keep every drill ' +
      'instance up. A release allows terminations again, except for the servers of the job. Default of `region`: the deployment’s own. ' +
      'Releasing it again changes nothing: the first release remains.',
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
    answer: { status: 200, description: 'The release in force, and its effect', schema: releaseDocument },
    problems: [
      'invalid-parameter',
      'not-authenticated',
      'idempotency-key-reused',
      ...WHEREVER_A_BODY_IS,
      ...WHEREVER_THE_TABLE_IS,
    ],
  },
];
