import * as z from 'zod';
import { CHECK_NAME } from '../checkBody.ts';
import { DRILL_ID, SOURCE_SERVER_ID } from '../identity.ts';
import { planName } from '../planStart.ts';
import type { ProblemCode } from '../problemCodes.ts';

/** The request and responses of one endpoint of the HTTP API. */
export interface Operation {
  /** The id of the operation, which is also the name of its function. */
  operationId: string;
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  scope: 'read' | 'start' | 'steer' | 'acknowledge' | 'verdict' | 'lever' | 'plan' | 'schedule' | 'note' | 'evidence';
  tag: string;
  summary: string;
  description?: string;
  pathParameters?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: { schema: z.ZodType; examples: Examples };
  answer: {
    status: 200 | 202;
    description: string;
    schema: z.ZodType;
    headers?: readonly AnswerHeader[];
    /** Other media types of the same answer, by `Accept`, and what each holds. */
    forms?: Readonly<Record<string, string>>;
    /** Of the same answer with 201, if the request may create the resource. */
    created?: string;
  };
  problems: readonly ProblemCode[];
}

export type Examples = Record<string, { summary: string; value: unknown }>;
export type AnswerHeader = 'ETag' | 'Location' | 'Retry-After' | 'Vary';

/** The problems of every endpoint that reads or writes the table. */
export const WHEREVER_THE_TABLE_IS = [
  'newer-version',
  'older-version',
  'internal-error',
  'temporarily-unavailable',
] as const;

/** The problems of every endpoint that takes a body. */
export const WHEREVER_A_BODY_IS = ['malformed-json', 'invalid-request', 'body-too-large', 'not-json'] as const;

/** The drill in a path. */
export const drillPath = z.strictObject({
  drillId: z.string().regex(DRILL_ID).meta({ description: 'The drill', example: 'd-000000000000000000000001' }),
});

/** Two drills in a path. */
export const twoDrillsPath = drillPath.extend({
  otherDrillId: z
    .string()
    .regex(DRILL_ID)
    .meta({ description: 'The drill that it is compared with', example: 'd-000000000000000000000002' }),
});

/** The check of a drill in a path. */
export const checkPath = drillPath.extend({
  name: z.string().regex(CHECK_NAME).meta({ description: 'The name of the check', example: 'login-works' }),
});

/** The source server in a path. */
export const serverPath = z.strictObject({
  sourceServerId: z
    .string()
    .regex(SOURCE_SERVER_ID)
    .meta({ description: 'The source server ID in DRS', example: 's-00000000000000001' }),
});

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/)
  .optional()
  .meta({
    description:
      'A repeated request with the same key has no further effect; a different request with the key is refused (422). ' +
      'Keys are kept for seven days per caller.',
    example: 'change-4711',
  });

/** The plan in a path. */
export const planPath = z.strictObject({
  name: planName().meta({ description: 'The name of the plan', example: 'web-shop' }),
});

/** The schedule in a path. */
export const schedulePath = z.strictObject({
  name: planName().meta({ description: 'The name of the schedule', example: 'nightly' }),
});

/** The headers of an idempotent request. */
export const repeatable = z.object({ 'Idempotency-Key': idempotencyKey });

/** The headers of an idempotent request whose keys are kept with what it adds to a drill. */
export const repeatableForDrill = z.object({
  'Idempotency-Key': idempotencyKey.meta({
    description:
      'A repeated request with the same key has no further effect; a different request with the key is refused (422). ' +
      'Keys are kept per caller and drill.',
    example: 'change-4711',
  }),
});

/** The headers of a conditional request. */
export const conditional = z.object({
  'If-Match': z.string().meta({
    description: 'One or more ETags of the expected state; `*` for any state (RFC 9110)',
    example: '"7"',
  }),
  'Idempotency-Key': idempotencyKey,
});
