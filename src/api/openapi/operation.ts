import * as z from 'zod';
import { DRILL_ID, SOURCE_SERVER_ID } from '../identity.ts';
import type { ProblemCode } from '../problemCodes.ts';

/** What one door of the HTTP API takes and answers. */
export interface Operation {
  /** The door: the function's name, too. */
  operationId: string;
  method: 'get' | 'post' | 'put';
  path: string;
  scope: 'read' | 'start' | 'steer' | 'acknowledge' | 'lever';
  tag: string;
  summary: string;
  description?: string;
  pathParameters?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: { schema: z.ZodType; examples: Examples };
  answer: { status: 200 | 202; description: string; schema: z.ZodType; headers?: readonly AnswerHeader[] };
  problems: readonly ProblemCode[];
}

export type Examples = Record<string, { summary: string; value: unknown }>;
export type AnswerHeader = 'ETag' | 'Location' | 'Retry-After';

/** What any door may answer that reads or writes the table. */
export const WHEREVER_THE_TABLE_IS = [
  'newer-version',
  'older-version',
  'internal-error',
  'temporarily-unavailable',
] as const;

/** What any door may answer that takes a body. */
export const WHEREVER_A_BODY_IS = ['malformed-json', 'invalid-request', 'body-too-large', 'not-json'] as const;

/** The drill that a path names. */
export const drillPath = z.strictObject({
  drillId: z.string().regex(DRILL_ID).meta({ description: 'The drill', example: 'd-000000000000000000000001' }),
});

/** The source server that a path names. */
export const serverPath = z.strictObject({
  sourceServerId: z
    .string()
    .regex(SOURCE_SERVER_ID)
    .meta({ description: 'The source server, as DRS names it', example: 's-00000000000000001' }),
});

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/)
  .optional()
  .meta({
    description:
      'The same request again under the same key acts no second time; another request under it is refused (422). ' +
      'Keys are remembered for seven days, for each caller by itself.',
    example: 'change-4711',
  });

/** The headers of a request that may be repeated. */
export const repeatable = z.object({ 'Idempotency-Key': idempotencyKey });

/** The headers of a request about something that may have changed meanwhile. */
export const conditional = z.object({
  'If-Match': z.string().meta({
    description: 'The ETag of the state that this is about, or several; `*` for whatever it is by now (RFC 9110)',
    example: '"7"',
  }),
  'Idempotency-Key': idempotencyKey,
});
