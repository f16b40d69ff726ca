import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Transport } from '../http/httpClient.ts';
import { answerRequest } from './answerRequest.ts';
import { sendAnswer } from './pageAnswer.ts';
import type { PageFile } from './pageFiles.ts';
import type { PageSession } from './pageSession.ts';
import { createSignIns } from './signIns.ts';

/** The page's own server, on loopback. */
export interface PageServer {
  port: number;
  /** The address that signs one browser in, once. */
  signInAddress(): string;
  close(): Promise<void>;
}

/** What the page is served with. */
export interface PageServerOptions {
  /** 0: any free port. */
  port: number;
  files: ReadonlyMap<string, PageFile>;
  session: PageSession;
  /** How requests reach the API. */
  transport: Transport;
  /** Called after a browser has signed in, with the address for the next one. */
  onSignIn(address: string): void;
}

/** Serves the page, and passes its requests on to the API with the caller's credentials. */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const signIns = createSignIns();
  const server = createServer(LIMITS);
  server.maxConnections = CONNECTIONS_MAX;
  const port = await listening(server, options.port);
  const signInAddress = () => `http://127.0.0.1:${port}/?token=${signIns.token()}`;
  const serving = { ...options, port, signIns, onSignIn: () => options.onSignIn(signInAddress()) };
  server.on('request', async (request, response) => {
    const answer = await answerRequest(request, { ...serving, gone: goneOf(response) });
    try {
      sendAnswer(response, answer);
    } catch (error) {
      // For example a header of the API that cannot be sent on.
      options.transport.log(`the page's server cannot answer: ${error}`);
      response.destroy();
    }
  });
  return { port, signInAddress, close: () => closed(server) };
}

/** A browser needs a few connections, and sends its headers at once. */
const CONNECTIONS_MAX = 100;

const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 5000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 500,
  insecureHTTPParser: false,
  requireHostHeader: true,
};

/** Aborted when nobody waits for an answer any more. */
function goneOf(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
