import type { ProblemCode } from '../problemCodes.ts';
import { holdBody, reasonBody } from '../steering.ts';
import { drillDocument } from './drillDocuments.ts';
import { conditional, drillPath, type Operation, WHEREVER_A_BODY_IS, WHEREVER_THE_TABLE_IS } from './operation.ts';

/** What people do to a drill that runs. */
export const steeringOperations: Operation[] = [
  {
    ...steering('cancelDrill', 'cancel', ['drill-ended', 'already-terminating', ...WHEREVER_A_BODY_IS]),
    summary: 'Cancel a drill',
    description:
      'Whatever was or may have been launched is cleaned up. A drill that cleans up already has nothing to cancel.',
    body: { schema: reasonBody, examples: reason('The change window is closed') },
  },
  {
    ...steering('extendHold', 'hold', ['not-holding', 'hold-not-longer', 'hold-too-long', ...WHEREVER_A_BODY_IS]),
    summary: 'Extend the hold',
    description: 'It is in force once a hard stop behind it exists: `hold.until` says so.',
    body: {
      schema: holdBody,
      examples: { until: { summary: 'Until noon', value: { holdUntil: '2026-11-22T12:00:00Z' } } },
    },
  },
  {
    ...steering('endHold', 'hold/end', ['not-holding']),
    summary: 'End the hold now',
  },
  {
    ...steering('acknowledgeLeak', 'leak/acknowledge', ['no-leak', 'still-acting', ...WHEREVER_A_BODY_IS]),
    scope: 'acknowledge',
    summary: 'Acknowledge a leak',
    description:
      'A person confirms that nothing is left, which ends a drill whose cleanup is LEAKED; it will never be called clean.',
    body: { schema: reasonBody, examples: reason('Terminated by hand, see ticket 4711') },
  },
];

function steering(operationId: string, path: string, problems: readonly ProblemCode[]): Omit<Operation, 'summary'> {
  return {
    operationId,
    method: 'post',
    path: `/v1/drills/{drillId}/${path}`,
    scope: 'steer',
    tag: 'Steering',
    pathParameters: drillPath,
    headers: conditional,
    answer: { status: 202, description: 'The drill as it is now', schema: drillDocument, headers: ['ETag'] },
    problems: [
      'invalid-parameter',
      'not-authenticated',
      'unknown-drill',
      'drill-set-aside',
      'precondition-failed',
      'idempotency-key-reused',
      'precondition-required',
      ...WHEREVER_THE_TABLE_IS,
      ...problems,
    ],
  };
}

function reason(text: string): NonNullable<Operation['body']>['examples'] {
  return { reason: { summary: 'With the reason', value: { reason: text } } };
}
