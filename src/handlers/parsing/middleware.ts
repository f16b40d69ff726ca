import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import { etagOfAnswer, namesTag } from '../../api/entityTags.ts';
import { BadRequest, isRefusal, PROBLEM_TYPE, problemHeaders, problemOf } from '../../api/problem.ts';
import { nameRequest } from '../wiring/logger.ts';
import { wiring } from '../wiring/wiring.ts';
import { type HttpRequest, httpRequest } from './httpRequest.ts';
import { queryIn, refuseQuery } from './parameters.ts';

/** What a handler returns: a body that becomes JSON, or a text of another media type. */
export type HttpAnswer = { status: number; headers?: Record<string, string> } & (
  | { body: unknown }
  | { type: string; text: string }
);

/**
 * Makes a Lambda function of a handler of GET, as `httpHandler` does. It answers 304 without a body if the caller has
 * that answer already (RFC 9110, 15.4.5).
 */
export function readHandler<Parameters extends z.ZodObject>(
  answer: (call: HttpRequest, query: z.output<Parameters>) => Promise<HttpAnswer>,
  parameters?: Parameters | 'ANY',
) {
  return httpHandler(answer, parameters, conditional);
}

/**
 * Makes a Lambda function of an HTTP handler: JSON in, JSON or text out, and a problem document for every error. The
 * schema of its parameters reads the query; `ANY` ignores the query. Without either, any parameter is refused.
 */
export function httpHandler<Parameters extends z.ZodObject>(
  answer: (call: HttpRequest, query: z.output<Parameters>) => Promise<HttpAnswer>,
  parameters?: Parameters | 'ANY',
  finished = (_call: HttpRequest, whole: HttpResponse) => whole,
) {
  const read = (call: HttpRequest) => {
    if (parameters === 'ANY') return {};
    return parameters === undefined ? refuseQuery(call) : queryIn(call, parameters);
  };
  return middy<unknown, HttpResponse, Error, Context>()
    .onError((request) => {
      const call = httpRequest(request.event);
      const at = { instance: call.rawPath, requestId: call.requestId };
      const problem = problemOf(request.error, at);
      if (!isRefusal(request.error))
        wiring().log.error('a request failed', { ...at, error: String(request.error?.stack) });
      else
        logRequest(call, 'a request was refused', { status: problem.status, code: problem.code, why: problem.detail });
      const headers = { 'content-type': PROBLEM_TYPE, ...problemHeaders(request.error) };
      request.response = response(problem.status, headers, textOf(problem));
    })
    .handler(async (event: unknown, context: Context) => {
      const call = httpRequest(event);
      nameRequest(call.requestId || context.awsRequestId);
      const answered = await answer(call, read(call) as z.output<Parameters>);
      const { status, headers } = answered;
      logRequest(call, 'a request was accepted', { status });
      const [type, text] = 'text' in answered ? [answered.type, answered.text] : [JSON_TYPE, textOf(answered.body)];
      return finished(call, response(status, { 'content-type': type, ...headers }, text));
    });
}

/** One line for every request except queries, so the log alone shows who tried what. */
function logRequest({ method, rawPath, caller: by }: HttpRequest, what: string, became: Record<string, unknown>): void {
  if (method !== 'GET') wiring().log.info(what, { method, path: rawPath, by: by ?? null, ...became });
}

/** The caller: the IAM principal, or the subject of the token with its issuer. */
export function caller(call: HttpRequest): string {
  if (call.caller !== undefined) return call.caller;
  throw new BadRequest(401, 'not-authenticated', 'The request has no authenticated caller');
}

interface HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const JSON_TYPE = 'application/json';

function textOf(body: unknown): string {
  return JSON.stringify(body);
}

function conditional({ headers }: HttpRequest, answer: HttpResponse): HttpResponse {
  const { etag: state, 'content-type': _type, ...others } = answer.headers;
  const etag = etagOfAnswer(state, answer.body);
  if (!namesTag(headers['if-none-match'], etag)) return { ...answer, headers: { ...answer.headers, etag } };
  return { statusCode: 304, headers: { ...others, etag }, body: '' };
}

function response(statusCode: number, headers: Record<string, string>, body: string): HttpResponse {
  return { statusCode, headers: { ...headers, 'cache-control': 'no-store' }, body };
}
