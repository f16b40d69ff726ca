import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, Socket } from 'node:net';
import { answerTo } from '../../probe/answerTo.ts';
import type { Dial } from '../../probe/dial.ts';
import type { Caller } from '../aws/contract.ts';
import type { OtherWorld } from '../aws/simulatedAws.ts';

/** The probe in the simulated network. */
export interface ProbedNetwork {
  /** The product's probe, but every connection that it opens ends on this machine. */
  probe(request: unknown): Promise<unknown>;
  close(): void;
}

/**
 * Opens the network of a site for the probe. The addresses of simulated instances may exist around this machine, too,
 * so none is dialled: an application that works leads to an HTTP server on loopback, at `port` if given, one that
 * does not to another that answers 503, and everything else nowhere. No name resolves, and nothing speaks TLS.
 */
export async function openProbedNetwork(
  world: Pick<OtherWorld, 'connect'>,
  site: Caller,
  port?: number,
): Promise<ProbedNetwork> {
  const servers = await Promise.all([application(200), application(503)]);
  const [working, failing] = servers.map(portOf);
  const dial: Dial = (address, wanted) => {
    const found = world.connect(site, address, wanted);
    if (found === 'UNREACHED') return unreached(address);
    return connect({ host: '127.0.0.1', port: (found === 'ANSWERED' ? (port ?? working) : failing) ?? 0 });
  };
  return {
    probe: (request) => answerTo(request, dial, unknownName),
    close: () => {
      for (const server of servers) server.close();
    },
  };
}

async function application(status: number): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify({ status }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // It does not keep a world alive that could not start.
  return server.unref();
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function unreached(address: string): Socket {
  const error = Object.assign(new Error(`nothing is at ${address}`), { code: 'EHOSTUNREACH' });
  return new Socket().destroy(error);
}

async function unknownName(name: string): Promise<string[]> {
  throw Object.assign(new Error(`${name} has no address`), { code: 'ENOTFOUND' });
}
