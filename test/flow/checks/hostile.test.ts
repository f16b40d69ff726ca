import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { ServerChecked } from '../../../src/drill/checks/check.ts';
import type { HttpTerms } from '../../../src/drill/checks/checkTerms.ts';
import { probeServers } from '../../../src/flow/checks/probeServers.ts';
import type { Ports } from '../../../src/flow/ports.ts';
import { probe } from '../../../src/probe/probe.ts';
import { SITE } from '../../builders.ts';

const SERVER = { sourceServerId: 's-00000000000000001', instanceId: 'i-00000000000000001' };
const TERMS: HttpTerms = {
  ...{ name: 'page', kind: 'HTTP', required: true, port: 80, tls: false, path: '/', statuses: [200] },
  bodyPattern: 'ready',
};

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

describe('a hostile application ends as FAILED or TIMED_OUT in a clear sentence, and leads nowhere', () => {
  test('that never stops sending its body', async () => {
    const port = await http((_request, response) => {
      const more = () => response.write('x'.repeat(65_536), () => !response.destroyed && more());
      response.on('error', () => undefined);
      more();
    });
    expect(await checked(port)).toMatchObject({ state: 'FAILED', because: expect.stringContaining('pattern') });
  });

  test('that never answers', async () => {
    const port = await tcp(() => undefined);
    expect(await checked(port)).toMatchObject({ state: expect.stringMatching(/FAILED|TIMED_OUT/) });
  });

  test('that sends its headers a byte at a time', async () => {
    const port = await tcp((socket) => {
      const slowly = setInterval(() => socket.write('X'), 200);
      socket.on('close', () => clearInterval(slowly));
    });
    expect(await checked(port)).toMatchObject({ state: expect.stringMatching(/FAILED|TIMED_OUT/) });
  });

  test('that speaks no TLS', async () => {
    const port = await tcp((socket) => socket.end('hello'));
    expect(await checked(port, { tls: true })).toMatchObject({ state: 'FAILED' });
  });

  test.each(['http://169.254.169.254/latest/meta-data/', 'http://127.0.0.1/'])(
    'that redirects to %s',
    async (location) => {
      const dialled: string[] = [];
      const port = await http((_request, response) => response.writeHead(302, { location }).end('ready'));
      const result = await checked(port, {}, dialled);
      expect(result).toMatchObject({ state: 'FAILED', because: expect.stringContaining('302') });
      expect(dialled).toEqual(['10.0.0.7']);
    },
  );

  test('that answers in control characters', async () => {
    const port = await tcp((socket) => socket.end('HTTP/1.1 500 \u001b[31m\u202eevil\r\n\r\n\u001b]0;title\u0007'));
    const { state, because } = await checked(port);
    expect(state).toBe('FAILED');
    expect([...because].filter((sign) => sign < ' ' || sign === '\u202e')).toEqual([]);
  });
});

/** The check of one server whose instance has an application at this port of loopback. */
async function checked(port: number, changes: Partial<HttpTerms> = {}, dialled: string[] = []): Promise<ServerChecked> {
  const dial = (address: string) => {
    dialled.push(address);
    return connect({ host: '127.0.0.1', port });
  };
  const instance = { ...SERVER, state: 'running', privateAddress: '10.0.0.7', subnetId: null, securityGroupIds: [] };
  const ports = {
    ec2: { instances: async () => [instance] },
    probe: {
      place: () => ({ region: SITE.region, subnetIds: [], securityGroupIds: [] }),
      run: (request: never) => probe(request, dial),
    },
    outputs: { keep: async () => 'digest' },
  } as unknown as Ports;
  const [result] = await probeServers(ports, SITE, { ...TERMS, ...changes }, [SERVER]);
  if (result === undefined) throw new Error('no result');
  return result;
}

function http(handle: Parameters<typeof createServer>[1] & object): Promise<number> {
  return listening(createServer(handle));
}

function tcp(handle: (socket: Socket) => void): Promise<number> {
  return listening(createTcpServer((socket) => handle(socket.on('error', () => undefined))));
}

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
