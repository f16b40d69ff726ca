import type { ProblemCode } from '../problemCodes.ts';
import { holdBody, reasonBody } from '../steeringBodies.ts';
import { drillDocument } from './drillDocuments.ts';
import { conditional, drillPath, type Operation, WHEREVER_A_BODY_IS, WHEREVER_THE_TABLE_IS } from './operation.ts';

/** Operations on a running drill. */
export const steeringOperations: Operation[] = [
  {
    ...steering('cancelDrill', 'cancel', ['drill-ended', 'already-terminating', ...WHEREVER_A_BODY_IS]),
    summary: 'Cancel a drill',
    description:
      'Everything that was or may have been launched is cleaned up. A drill that is already cleaning up cannot be cancelled.',
    body: { schema: reasonBody, examples: reason('The change window is closed') },
  },
  {
    ...steering('extendHold', 'hold', ['not-holding', 'hold-not-longer', 'hold-too-long', ...WHEREVER_A_BODY_IS]),
    summary: 'Extend the hold',
    description: 'The extension takes effect once its hard stop exists; `hold.until` then shows it.',
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
      'An operator confirms that nothing is left. This ends a drill whose cleanup is LEAKED; the drill never counts as clean.',
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
    answer: { status: 202, description: 'The current state of the drill', schema: drillDocument, headers: ['ETag'] },
    problems: [
      'invalid-parameter',
      'not-authenticated',
      'unknown-drill',
      'drill-quarantined',
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
