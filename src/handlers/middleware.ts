import middy from '@middy/core';
import type { APIGatewayEventRequestContextV2, APIGatewayProxyEventV2WithRequestContext, Context } from 'aws-lambda';
import { BadRequest, isRefusal, PROBLEM_TYPE, problemOf } from '../api/problem.ts';
import { wiring } from './wiring.ts';

/** An HTTP request as a door sees it: its body already read as JSON, undefined when there is none. */
export type HttpCall = Omit<HttpEvent, 'body'> & { body: unknown };

/** What a door answers; the body becomes JSON. */
export interface HttpAnswer {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}

/** Makes a Lambda function of a door: JSON in, JSON out, a problem document for whatever goes wrong. */
export function httpDoor(answer: (call: HttpCall) => Promise<HttpAnswer>) {
  return middy<HttpEvent, HttpResponse, Error, Context>()
    .onError((request) => {
      const at = { instance: request.event.rawPath, requestId: request.event.requestContext.requestId };
      const problem = problemOf(request.error, at);
      if (!isRefusal(request.error))
        wiring().log.error('a request failed', { ...at, error: String(request.error?.stack) });
      request.response = response(problem.status, { 'content-type': PROBLEM_TYPE }, problem);
    })
    .handler(async (event: HttpEvent) => {
      const { status, headers, body } = await answer({ ...event, body: jsonBody(event) });
      return response(status, { 'content-type': 'application/json', ...headers }, body);
    });
}

/** Who calls: the IAM principal, or the subject of the token with its issuer. */
export function caller(call: HttpCall): string {
  const { iam, jwt } = call.requestContext.authorizer ?? {};
  if (iam?.userArn) return iam.userArn;
  const { sub, iss } = jwt?.claims ?? {};
  if (sub && iss) return `${iss}#${sub}`;
  throw new BadRequest(401, 'not-authenticated', 'The request names no caller');
}

type HttpEvent = APIGatewayProxyEventV2WithRequestContext<
  APIGatewayEventRequestContextV2 & { authorizer?: Authorizer }
>;

interface Authorizer {
  iam?: { userArn?: string | null };
  jwt?: { claims?: Record<string, string | undefined> };
}

interface HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** A request of SERVERS_PER_DRILL_MAX servers with points, waivers and tags stays well under this. */
const BODY_BYTES_MAX = 128 * 1024;

function jsonBody(event: HttpEvent): unknown {
  if (event.body === undefined || event.body === '') return undefined;
  const text = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body;
  if (Buffer.byteLength(text) > BODY_BYTES_MAX) {
    throw new BadRequest(413, 'body-too-large', `The body has more than ${BODY_BYTES_MAX} bytes`);
  }
  const type = event.headers['content-type'] ?? 'application/json';
  if (!/^application\/([a-z0-9.-]+\+)?json\b/i.test(type)) {
    throw new BadRequest(415, 'not-json', `The body must be application/json, not ${type}`);
  }
  return parse(text);
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
