import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import { BadRequest, isRefusal, PROBLEM_TYPE, problemHeaders, problemOf } from '../api/problem.ts';
import { type HttpRequest, httpRequest } from './httpRequest.ts';
import { nameRequest } from './logger.ts';
import { queryIn, refuseQuery } from './parameters.ts';
import { wiring } from './wiring.ts';

/** An HTTP request as a door sees it: its body already read as JSON, undefined when there is none. */
export type HttpCall = Omit<HttpRequest, 'body'> & { body: unknown };

/** What a door answers; the body becomes JSON. */
export interface HttpAnswer {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}

/**
 * Makes a Lambda function of a door: JSON in, JSON out, a problem document for whatever goes wrong. Its query is read by the
 * schema of its parameters; without one, any parameter is refused.
 */
export function httpDoor<Parameters extends z.ZodObject>(
  answer: (call: HttpCall, query: z.output<Parameters>) => Promise<HttpAnswer>,
  parameters?: Parameters,
) {
  const read = (call: HttpCall) => (parameters === undefined ? refuseQuery(call) : queryIn(call, parameters));
  return middy<unknown, HttpResponse, Error, Context>()
    .onError((request) => {
      const { rawPath, requestId } = httpRequest(request.event);
      const at = { instance: rawPath, requestId };
      const problem = problemOf(request.error, at);
      if (!isRefusal(request.error))
        wiring().log.error('a request failed', { ...at, error: String(request.error?.stack) });
      const headers = { 'content-type': PROBLEM_TYPE, ...problemHeaders(request.error) };
      request.response = response(problem.status, headers, problem);
    })
    .handler(async (event: unknown, context: Context) => {
      const request = httpRequest(event);
      nameRequest(request.requestId || context.awsRequestId);
      const call = { ...request, body: jsonBody(request) };
      const { status, headers, body } = await answer(call, read(call) as z.output<Parameters>);
      return response(status, { 'content-type': 'application/json', ...headers }, body);
    });
}

/** Who calls: the IAM principal, or the subject of the token with its issuer. */
export function caller(call: HttpCall): string {
  if (call.caller !== undefined) return call.caller;
  throw new BadRequest(401, 'not-authenticated', 'The request names no caller');
}

interface HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** A request of SERVERS_PER_DRILL_MAX servers with points, waivers and tags stays well under this. */
const BODY_BYTES_MAX = 128 * 1024;

function jsonBody({ body, headers }: HttpRequest): unknown {
  if (body === undefined || body === '') return undefined;
  if (Buffer.byteLength(body) > BODY_BYTES_MAX) {
    throw new BadRequest(413, 'body-too-large', `The body has more than ${BODY_BYTES_MAX} bytes`);
  }
  const type = headers['content-type'] ?? 'application/json';
  if (!/^application\/([a-z0-9.-]+\+)?json\b/i.test(type)) {
    throw new BadRequest(415, 'not-json', `The body must be application/json, not ${type}`);
  }
  return parse(body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadRequest(
      400,
      'malformed-json',
      `The body is not JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function response(statusCode: number, headers: Record<string, string>, body: unknown): HttpResponse {
  return { statusCode, headers: { ...headers, 'cache-control': 'no-store' }, body: JSON.stringify(body) };
}
