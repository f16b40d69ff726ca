import type { ProblemCode } from '../problemCodes.ts';
import { endHoldBody, holdBody, reasonBody, verdictBody } from '../steeringBodies.ts';
import { drillDocument } from './drillDocuments.ts';
import {
  checkPath,
  conditional,
  drillPath,
  type Operation,
  WHEREVER_A_BODY_IS,
  WHEREVER_THE_TABLE_IS,
} from './operation.ts';

/** Of every operation on a running drill, whether it needs a condition or not. */
const WHEREVER_A_DRILL_IS_STEERED = [
  'invalid-parameter',
  'not-authenticated',
  'unknown-drill',
  'drill-quarantined',
  'precondition-failed',
  'idempotency-key-reused',
  ...WHEREVER_THE_TABLE_IS,
] as const;

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
    ...steering('endHold', 'hold/end', ['not-holding', 'checks-running', ...WHEREVER_A_BODY_IS]),
    summary: 'End the hold now',
    description: 'While required checks have no result it is refused, unless `force` says that they need none.',
    body: { schema: endHoldBody, examples: { force: { summary: 'Without the checks', value: { force: true } } } },
  },
  {
    ...steering('giveVerdict', 'checks/{name}', []),
    method: 'put',
    pathParameters: checkPath,
    headers: conditional.partial(),
    scope: 'verdict',
    problems: [
      'unknown-check',
      'check-decided',
      'no-verdict',
      'not-holding',
      ...WHEREVER_A_BODY_IS,
      ...WHEREVER_A_DRILL_IS_STEERED,
    ],
    summary: 'Give the verdict on a check',
    description:
      'Until the end of the hold, whether a check of the kind VERDICT, or one that its function leaves to people, has passed. The first verdict is final; the same one again changes nothing. It needs no If-Match.',
    body: {
      schema: verdictBody,
      examples: {
        passed: {
          summary: 'It works',
          value: { passed: true, message: 'Orders can be placed', evidenceUrl: 'https://ci.example.com/runs/4711' },
        },
      },
    },
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
    problems: ['precondition-required', ...WHEREVER_A_DRILL_IS_STEERED, ...problems],
  };
}

function reason(text: string): NonNullable<Operation['body']>['examples'] {
  return { reason: { summary: 'With the reason', value: { reason: text } } };
}
