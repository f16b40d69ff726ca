import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { PROBLEM_TYPE } from '../problem.ts';
import { PROBLEM_CODES, type ProblemCode } from '../problemCodes.ts';
import type { AnswerHeader, Operation } from './operation.ts';
import { operationsOf } from './operations.ts';
import { problemDocument } from './problemDocument.ts';

/** The OpenAPI 3.1 document of a deployment's HTTP API. */
export function openapiDocument(settings: { holdSecondsMax: number }): Document {
  const operations = operationsOf(settings);
  const described = {
    openapi: '3.1.1' as const,
    info: {
      title: 'drs-drill',
      version: '1',
      description: ABOUT,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The API that served this document' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    components: { securitySchemes: SECURITY },
    paths: pathsOf(operations),
  };
  return openAnswers(createDocument(described, { override: ({ jsonSchema }) => dropMachineBound(jsonSchema) }));
}

/** The largest safe integer is no limit of the API, so it is not documented as one. */
function dropMachineBound(schema: { maximum?: number }): void {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

type Document = ReturnType<typeof createDocument>;

const ABOUT = [
  'Disaster-recovery drills for AWS Elastic Disaster Recovery that run, verify and clean up by themselves.',
  'Times are RFC 3339 in UTC. Durations have their unit in their name. Lists are newest first unless stated otherwise, and',
  'are paged by an opaque `cursor` that belongs to its query. Unknown parameters and members are refused. Responses may gain',
  'members and values, and lose none, so ignore what you do not know.',
  'Errors are problem documents (RFC 9457) whose `type` and `code` keep their meaning.',
  'API Gateway answers some requests itself, before they reach a function, with `{"message": "…"}`: 401 and 403 when it',
  'does not accept the caller, 413 above 10 MB, 429 when requests are throttled, and 500 or 503 when a function did not',
  'answer. An unknown path is answered with 404 `unknown-route`, a method that a path does not support with 405',
  '`unknown-method` and `Allow`.',
].join('\n');

const TAGS: Record<string, string> = {
  Drills: 'Start and read drills',
  Steering: 'Operations on a running drill; each needs `If-Match`',
  Plans: 'Saved requests, whose versions never change',
  Lever: 'The safety lever, which stops launches, or launches and terminations',
  Schedules: 'Schedules of plans, and blackouts',
  Servers: 'Source servers, and when each was last proved recoverable',
  Statistics: 'Statistics of ended drills, and regressions',
  Evidence: 'What drills have shown, and what people note about them',
  Contract: 'The OpenAPI document of this API, and what the deployment allows',
};

/** A deployment uses one of the two, as set by `authorization` in serverless.yml. */
const SECURITY = {
  signature: {
    type: 'apiKey' as const,
    in: 'header' as const,
    name: 'Authorization',
    description: 'AWS Signature Version 4 for execute-api; an IAM policy allows routes',
    'x-amazon-apigateway-authtype': 'awsSigv4',
  },
  token: {
    type: 'http' as const,
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A token of the deployment’s issuer with the scope of the operation',
  },
};

/** Responses may gain members, so that a client accepts a newer deployment. Requests stay closed. */
function openAnswers(document: Document): Document {
  const { components, paths = {} } = document;
  for (const operation of Object.values(paths).flatMap(Object.values))
    operation.responses = opened(operation.responses);
  return { ...document, ...(components && { components: opened(components) }) };
}

function opened<Schema>(schema: Schema): Schema {
  if (Array.isArray(schema)) return schema.map(opened) as Schema;
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.entries(schema).filter(
    ([name, member]) => name !== 'additionalProperties' || member !== false,
  );
  return Object.fromEntries(members.map(([name, member]) => [name, opened(member)])) as Schema;
}

function pathsOf(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  return Object.fromEntries(
    [...byPath].map(([path, all]) => [path, Object.fromEntries(all.map((one) => [one.method, objectOf(one)]))]),
  );
}

function objectOf(operation: Operation): ZodOpenApiOperationObject {
  const { operationId, tag, scope, summary, description, pathParameters, query, headers, body, problems } = operation;
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: [{ signature: [] }, { token: [`drs-drill/${scope}`] }],
    requestParams: {
      ...(pathParameters && { path: pathParameters }),
      ...(query && { query }),
      ...(headers && { header: headers }),
      ...(isRead(operation) && { header: IF_NONE_MATCH.extend(headers?.shape ?? {}) }),
    },
    ...(body && { requestBody: { required: true, content: { 'application/json': body } } }),
    responses: { ...answerOf(operation), ...notModified(operation), ...problemsOf(problems) },
  };
}

function answerOf(operation: Operation): Record<string, ZodOpenApiResponseObject> {
  const { status, description, schema, forms = {}, created } = operation.answer;
  const texts = Object.entries(forms).map(([type, holds]) => [
    type,
    { schema: z.string().meta({ description: holds }) },
  ]);
  const same = {
    ...headersOf(headersIn(operation)),
    content: { 'application/json': { schema }, ...Object.fromEntries(texts) },
  };
  return { [status]: { description, ...same }, ...(created && { 201: { description: created, ...same } }) };
}

/** Every read has an ETag and can be conditional. */
function headersIn(operation: Operation): readonly AnswerHeader[] {
  const { headers = [] } = operation.answer;
  return isRead(operation) ? [...headers, 'ETag'] : headers;
}

function isRead({ method }: Operation): boolean {
  return method === 'get';
}

const IF_NONE_MATCH = z.object({
  'If-None-Match': z.string().optional().meta({
    description: 'ETags of answers that the caller has; the same answer is then 304 without a body (RFC 9110)',
    example: '"7.0f3c2a9be1d45c67"',
  }),
});

function notModified(operation: Operation): Record<string, ZodOpenApiResponseObject> {
  if (!isRead(operation)) return {};
  const description = 'If-None-Match names the ETag of this answer, which has not changed';
  return { 304: { description, ...headersOf(headersIn(operation)) } };
}

function problemsOf(problems: readonly ProblemCode[]): Record<string, ZodOpenApiResponseObject> {
  const byStatus = Map.groupBy(problems, (code) => PROBLEM_CODES[code].status);
  const statuses = [...byStatus].sort(([one], [other]) => one - other);
  return Object.fromEntries(statuses.map(([status, codes]) => [status, problemOf(status, codes)]));
}

const ANSWER_HEADERS: Record<number, AnswerHeader> = { 412: 'ETag', 429: 'Retry-After', 503: 'Retry-After' };

function problemOf(status: number, codes: readonly ProblemCode[]): ZodOpenApiResponseObject {
  const header = ANSWER_HEADERS[status];
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEM_CODES[code].when}`).join('\n\n'),
    ...headersOf(header === undefined ? [] : [header]),
    content: { [PROBLEM_TYPE]: { schema: problemDocument } },
    'x-codes': [...codes],
  };
}

const HEADERS: Record<AnswerHeader, z.ZodType> = {
  ETag: z.string().meta({
    description:
      'The version of the returned state, for If-Match; of a GET also a digest of the answer, for If-None-Match; of a ' +
      'GET without such a state, as of every list, only the digest',
    example: '"7"',
  }),
  Location: z
    .string()
    .meta({ description: 'The path of the drill or plan', example: '/v1/drills/d-000000000000000000000001' }),
  Vary: z.string().meta({ description: 'The header that decides about the form', example: 'accept' }),
  'Retry-After': z.string().regex(/^\d+$/).meta({ description: 'Seconds to wait before a retry', example: '2' }),
};

function headersOf(names: readonly AnswerHeader[]): { headers?: z.ZodObject } {
  if (names.length === 0) return {};
  return { headers: z.object(Object.fromEntries(names.map((name) => [name, HEADERS[name]]))) };
}
