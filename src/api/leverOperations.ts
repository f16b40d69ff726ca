import { leverBody } from './lever.ts';
import { leverDocument, leversDocument } from './leverDocuments.ts';
import { conditional, type Operation, WHEREVER_A_BODY_IS, WHEREVER_THE_TABLE_IS } from './operation.ts';

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
];
