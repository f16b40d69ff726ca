import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What answers behind the hop: the API, nobody (the connection is cut), or always the same. */
export type Behind = 'API' | 'NOBODY' | { status: number; body: unknown };

/** Stands between the server of the page and the API, so that a test can see, change and stop what passes. */
export interface Hop {
  url: string;
  behind: Behind;
  /** Every request that came, in order: `GET /v1/drills?limit=50`. */
  requests: string[];
  /** Changes the JSON of a successful answer; undefined: leaves it. */
  edit: ((body: unknown, path: string) => unknown) | undefined;
  stop(): Promise<void>;
}

/** Starts a hop before an API, at any free port or at this one. */
export async function startHop(api: string, port = 0): Promise<Hop> {
  const server = createServer((request, response) => {
    serve(hop, api, request, response).catch(() => response.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const hop: Hop = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behind: 'API',
    requests: [],
    edit: undefined,
    stop: () => stopped(server),
  };
  return hop;
}

async function serve(hop: Hop, api: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  hop.requests.push(`${method} ${url}`);
  if (hop.behind === 'NOBODY') return void response.destroy();
  if (hop.behind !== 'API') return send(response, hop.behind.status, {}, JSON.stringify(hop.behind.body));
  const answer = await passedOn(hop, api, request);
  const headers = Object.fromEntries(PASSED_BACK.flatMap((name) => pairOf(name, answer.headers.get(name))));
  const text = await answer.text();
  send(response, answer.status, headers, answer.ok ? edited(hop, url, text) : text);
}

async function passedOn({ edit }: Hop, api: string, request: IncomingMessage): Promise<Response> {
  const { method = 'GET', url = '/' } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  // Only a whole answer can be edited, so the API is not to say that it is the same.
  const names = edit === undefined ? PASSED_ON : PASSED_ON.filter((name) => name !== 'if-none-match');
  const headers = Object.fromEntries(names.flatMap((name) => pairOf(name, request.headers[name])));
  const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
  return fetch(`${api}${url}`, { method, headers, redirect: 'manual', ...body });
}

const PASSED_ON = ['accept', 'content-type', 'if-match', 'if-none-match', 'idempotency-key'];
const PASSED_BACK = ['content-type', 'etag', 'date', 'retry-after', 'location', 'allow'];

function pairOf(name: string, value: string | string[] | null | undefined): [string, string][] {
  return value === null || value === undefined ? [] : [[name, String(value)]];
}

/** Only JSON can be edited. */
function edited({ edit }: Hop, path: string, text: string): string {
  if (edit === undefined || !text.startsWith('{')) return text;
  const body: unknown = JSON.parse(text);
  return JSON.stringify(edit(body, path) ?? body);
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(text);
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
