import { operationsOf } from '../../api/openapi/operations.ts';
import { BadRequest } from '../../api/problem.ts';
import { httpHandler } from '../parsing/middleware.ts';
import { settings } from '../wiring/settings.ts';

/** Any request without a route: 405 with the methods of a known path, else 404. */
export const handler = httpHandler(async ({ method, rawPath }) => {
  const methods = methodsOf(rawPath);
  if (methods.length === 0) {
    const detail = `There is no route ${rawPath}; GET /v1/openapi.json lists them`;
    throw new BadRequest(404, 'unknown-route', detail);
  }
  const detail = `${rawPath} supports ${methods.join(' and ')}, not ${method}`;
  throw new BadRequest(405, 'unknown-method', detail, [], { allow: methods.join(', ') });
}, 'ANY');

function methodsOf(rawPath: string): string[] {
  const known = operationsOf(settings()).filter(({ path }) => shapeOf(path).test(rawPath));
  return [...new Set(known.map(({ method }) => method.toUpperCase()))].sort();
}

function shapeOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}
