import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request to the stub. */
export interface Requested {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** A reply of the stub; `undefined` closes the connection instead. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

export interface StubApi {
  api: string;
  requested: Requested[];
  /** Sets the reply for further requests. */
  answer(reply: (requested: Requested) => Reply | undefined): void;
  close(): Promise<void>;
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** An API stub for responses that the local world does not produce on demand. */
export async function startStubApi(): Promise<StubApi> {
  let reply: (requested: Requested) => Reply | undefined = () => ({ status: 404, body: { message: 'Not Found' } });
  const all: Requested[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const { method = '', headers } = request;
    const query = Object.fromEntries(url.searchParams);
    const requested = { method, path: url.pathname, query, headers, body: text === '' ? undefined : JSON.parse(text) };
    all.push(requested);
    const given = reply(requested);
    if (given === undefined) return void request.socket.destroy();
    response.writeHead(given.status ?? 200, { 'content-type': 'application/json', ...given.headers });
    response.end(JSON.stringify(given.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requested: all,
    answer: (next) => {
      reply = next;
      all.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
