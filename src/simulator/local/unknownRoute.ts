import { randomUUID } from 'node:crypto';
import { PROBLEM_TYPE } from '../../api/problem.ts';

/** A route of the HTTP API, as far as it is told to somebody who asked for none. */
export interface KnownRoute {
  method: string;
  shape: RegExp;
}

/**
 * The answer to a request for a route or method that is not there. On AWS it is API Gateway's own, `{"message":"Not Found"}`: a catch-all
 * route with an authorizer would take the browsers' preflight requests too (API Gateway developer guide: CORS for HTTP APIs).
 */
export function unknownRoute(routes: readonly KnownRoute[], method: string, path: string) {
  const methods = [...new Set(routes.filter(({ shape }) => shape.test(path)).map((route) => route.method))].sort();
  const isPath = methods.length > 0;
  const told = isPath
    ? { status: 405, code: 'unknown-method', title: 'The method is not allowed here' }
    : { status: 404, code: 'unknown-route', title: 'There is no such thing here' };
  const detail = isPath
    ? `${path} takes ${methods.join(' and ')}, not ${method}`
    : `There is no route ${path}; GET /v1/openapi.json tells which there are`;
  const body = { type: `urn:drs-drill:problem:${told.code}`, ...told, detail, instance: path, requestId: randomUUID() };
  const headers = { 'content-type': PROBLEM_TYPE, ...(isPath && { allow: methods.join(', ') }) };
  return { status: told.status, headers, body };
}
