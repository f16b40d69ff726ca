import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Instant } from '../../drill/drill.ts';
import type { Log } from '../../flow/ports.ts';
import type { Invoker } from '../lambda/invoker.ts';
import type { Deployment } from '../lambda/serverlessFile.ts';
import { fromHere } from '../wire/fromHere.ts';

export interface LocalApi {
  url: string;
  close(): Promise<void>;
}

/**
 * The HTTP API of serverless.yml on loopback, with payload format 2.0. Unsigned calls have the principal `local`.
 * Signed calls are refused, because signatures cannot be verified here.
 */
export async function startLocalApi(
  deployment: Deployment,
  invoker: Invoker,
  options: { port: number; now: () => Instant; log: Log },
): Promise<LocalApi> {
  const routes = routesOf(deployment);
  const server = createServer((request, response) => {
    serve(request, response, { routes, invoker, deployment, now: options.now }).catch((error: unknown) => {
      send(response, 500, { message: 'Internal Server Error' });
      options.log.error('a request failed', { path: request.url, error: String(error) });
    });
  });
  const port = await listening(server, options.port);
  return { url: `http://127.0.0.1:${port}`, close: () => closed(server) };
}

interface Route {
  method: string;
  path: string;
  shape: RegExp;
  authorized: boolean;
  functionName: string;
}

interface Serving {
  routes: Route[];
  invoker: Invoker;
  deployment: Deployment;
  now: () => Instant;
}

function routesOf(deployment: Deployment): Route[] {
  return deployment.functions.flatMap((one) =>
    one.events.flatMap((event) => ('httpApi' in event ? [routeOf(one.name, event['httpApi'])] : [])),
  );
}

function routeOf(functionName: string, given: unknown): Route {
  const { method, path, authorizer } = given as { method: string; path: string; authorizer?: { type?: string } };
  if (authorizer !== undefined && authorizer.type !== 'aws_iam') {
    throw new Error(`the local world does not support the authorizer type ${authorizer.type}, which ${path} requires`);
  }
  const shape = new RegExp(`^${path.replace(/\{(\w+)\+\}/g, '(?<$1>.+)').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  return { method: method.toUpperCase(), path, shape, authorized: authorizer !== undefined, functionName };
}

async function serve(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const found = serving.routes
    .filter((route) => route.method === request.method)
    .toSorted((one, other) => Number(isGreedy(one)) - Number(isGreedy(other)))
    .flatMap((route) => {
      const shaped = route.shape.exec(url.pathname);
      return shaped === null ? [] : [{ route, pathParameters: decoded(shaped.groups ?? {}) }];
    })[0];
  if (found === undefined) return send(response, 404, { message: 'Not Found' });
  if (!fromHere(request.headers)) return send(response, 403, { message: 'Forbidden' });
  if (found.route.authorized && request.headers.authorization !== undefined) {
    return send(response, 403, {
      message: 'Signatures cannot be verified here; call without one, as the principal local',
    });
  }
  const body = await bodyOf(request);
  if (body === undefined) return send(response, 413, { message: 'Request Entity Too Large' });
  const event = eventOf(request, url, body, found, serving);
  const answer = (await serving.invoker.invoke(found.route.functionName, event)) as Answer;
  // The local clock may run faster. A client that shows the remaining hold time needs the local time.
  response.writeHead(answer.statusCode, { ...answer.headers, date: new Date(serving.now()).toUTCString() });
  response.end(answer.body);
}

/** API Gateway developer guide, routes for HTTP APIs: a full match takes precedence over a greedy path variable. */
function isGreedy({ path }: Route): boolean {
  return path.endsWith('+}');
}

interface Answer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

function decoded(parameters: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, plain(value)]));
}

function plain(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}

/** API Gateway HTTP API quotas: a payload has at most 10 MB. */
const BODY_BYTES_MAX = 10 * 1024 * 1024;

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= BODY_BYTES_MAX) chunks.push(chunk);
  }
  return bytes > BODY_BYTES_MAX ? undefined : Buffer.concat(chunks).toString('utf8');
}

function eventOf(
  request: IncomingMessage,
  url: URL,
  body: string,
  found: { route: Route; pathParameters: Record<string, string> },
  serving: Serving,
) {
  const { route, pathParameters } = found;
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return {
    version: '2.0',
    routeKey: `${route.method} ${route.path}`,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(url.search.length > 1 && { queryStringParameters: joined(url.searchParams) }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...(body !== '' && { body }),
    isBase64Encoded: false,
    requestContext: contextOf(url, headers, route, serving),
  };
}

/** HTTP APIs, payload format 2.0: repeated parameters are joined by commas. */
function joined(parameters: URLSearchParams): Record<string, string> {
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(names.map((name) => [name, parameters.getAll(name).join(',')]));
}

function contextOf(url: URL, headers: Record<string, string>, route: Route, { deployment, now }: Serving) {
  const { method, path, authorized } = route;
  const { accountId } = deployment.site;
  const userAgent = headers['user-agent'] ?? '';
  return {
    accountId,
    apiId: 'local',
    domainName: headers['host'] ?? '',
    domainPrefix: 'local',
    requestId: randomUUID(),
    routeKey: `${method} ${path}`,
    stage: '$default',
    time: new Date(now()).toISOString(),
    timeEpoch: now(),
    http: { method, path: url.pathname, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent },
    ...(authorized && { authorizer: { iam: { userArn: 'local', accountId } } }),
  };
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, headers);
  response.end(JSON.stringify(body));
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
