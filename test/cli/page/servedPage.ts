import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Transport } from '../../../src/cli/http/httpClient.ts';
import { type PageServer, startPageServer } from '../../../src/cli/page/pageServer.ts';
import { pageSession } from '../../../src/cli/page/pageSession.ts';

/** What was called at the API behind the page. */
export interface Called {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A page with a stub of the API behind it. */
export interface Served {
  server: PageServer;
  port: number;
  /** The cookie of a browser that has signed in. */
  cookie: string;
  called: Called[];
  logged: string[];
  /** The addresses that were said after a sign-in. */
  said: string[];
  stop(): Promise<void>;
}

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

const FILES = new Map([
  ['/index.html', { type: 'text/html; charset=utf-8', bytes: Buffer.from('<!doctype html>the page'), hashed: false }],
  ['/assets/index-1.js', { type: 'text/javascript', bytes: Buffer.from('let page;'.repeat(100)), hashed: true }],
]);

const ANSWER: Reply = (_request, response) => {
  const said = { 'content-type': 'application/json', etag: '"1"', 'x-secret': 'of the API', 'set-cookie': 'a=b' };
  response.writeHead(200, said).end('{"drills":[]}');
};

/** Serves the page with one browser signed in. */
export async function servePage(reply: Reply = ANSWER, more: Partial<Transport> = {}): Promise<Served> {
  const called: Called[] = [];
  const stub = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method, url, headers } = incoming;
    called.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    reply(incoming, response);
  });
  stub.listen(0, '127.0.0.1');
  await once(stub, 'listening');
  const [logged, said]: [string[], string[]] = [[], []];
  const transport: Transport = {
    api: new URL(`http://127.0.0.1:${(stub.address() as AddressInfo).port}`),
    ...{ profile: undefined, token: undefined, timeoutSeconds: 5, retries: 0 },
    sign: async ({ headers }) => new Headers(headers),
    interrupted: new AbortController().signal,
    log: (line) => void logged.push(line),
    ...more,
  };
  const session = pageSession(transport, {});
  const options = { port: 0, files: FILES, session, transport, onSignIn: (address: string) => void said.push(address) };
  const server = await startPageServer(options);
  const { headers } = await get(server.port, new URL(server.signInAddress()));
  const [cookie = ''] = (headers['set-cookie']?.[0] ?? '').split(';');
  const stop = async () => {
    await server.close();
    stub.closeAllConnections();
    stub.close();
  };
  return { server, port: server.port, cookie, called, logged, said, stop };
}

/** An answer of the page's server. */
export interface Got {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Sends a request whose path and headers are as given, which `fetch` would correct. */
export function send(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks).toString() });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

function get(port: number, { pathname, search }: URL): Promise<Got> {
  return send(port, `${pathname}${search}`);
}

/** Sends bytes, and returns what comes back until the connection is closed by the server. */
export async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let said = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return said;
}

/** The code of a problem document. */
export function codeOf({ body }: Got): string | undefined {
  return body === '' ? undefined : JSON.parse(body).code;
}
