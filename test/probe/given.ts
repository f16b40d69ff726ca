import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, Socket } from 'node:net';
import { afterEach } from 'vitest';
import type { Dial } from '../../src/probe/dial.ts';
import { probe } from '../../src/probe/probe.ts';
import type { HttpTarget, ProbeResult, ProbeTarget } from '../../src/probe/probeRequest.ts';

/** A server on loopback, with what it was sent and who is connected. */
export interface Application {
  port: number;
  received: () => string;
  /** How many connections it ever had, and how many are open. */
  seen: () => number;
  open: () => number;
}

/** How often `expect.poll` looks. */
export const SOON = { interval: 5 };

const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await Promise.all(servers.splice(0).map((server) => new Promise((closed) => server.close(closed))));
});

/** An application that does this with each connection. */
export async function application(serve: (socket: Socket) => void = () => undefined): Promise<Application> {
  let received = '';
  let seen = 0;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    seen++;
    sockets.add(socket);
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => undefined);
    socket.on('data', (data) => {
      received += data.toString('latin1');
    });
    serve(socket);
  });
  return { port: await listening(server), received: () => received, seen: () => seen, open: () => open.size };
}

/** An application that answers each connection with these bytes, once it was sent something. */
export function answering(...parts: (string | Buffer)[]): Promise<Application> {
  return application((socket) => {
    socket.once('data', () => {
      for (const part of parts) socket.write(part);
      socket.end();
    });
  });
}

/** Writes one byte at a time, as long as there is one. */
export function slowly(socket: Socket, nextByte: () => string | Buffer | undefined): void {
  const timer = setInterval(() => {
    const byte = nextByte();
    if (byte !== undefined && socket.writable) socket.write(byte);
  }, 2);
  socket.on('close', () => clearInterval(timer));
}

/** A well-formed answer. */
export function answer(status: number, body = '', headers = ''): string {
  return `HTTP/1.1 ${status} x\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Listens on a free port of loopback until the end of the test. */
export async function listening(server: Server): Promise<number> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

/** A port of loopback on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A network in which every address is loopback, but for those that never answer and those that fail with a code. */
export function network({ silent = [], failing = {} }: { silent?: string[]; failing?: Record<string, string> } = {}) {
  const dialled: string[] = [];
  const dial: Dial = (address, port) => {
    dialled.push(address);
    if (silent.includes(address)) return new Socket();
    const code = failing[address];
    return code === undefined ? connect(port, '127.0.0.1') : new Socket().destroy(coded(code));
  };
  return { dial, dialled };
}

export function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A GET request to a server of the test, at an instance's address. */
export function httpTarget(overrides: Partial<HttpTarget> & { port: number }): HttpTarget {
  const base = { id: 'shop', kind: 'HTTP', address: '10.0.0.5', tls: false, path: '/', statuses: [200] } as const;
  return { ...base, statuses: [200], timeoutMilliseconds: 2000, ...overrides };
}

/** Probes one target. */
export async function probed(target: ProbeTarget, dial: Dial = network().dial): Promise<ProbeResult> {
  const { results } = await probe({ budgetMilliseconds: 5000, targets: [target] }, dial);
  const [result] = results;
  if (result === undefined) throw new Error('no result');
  return result;
}

/** What an operator reads of a result. */
export function shown({ result, message }: ProbeResult): string {
  return `${result}: ${message}`;
}
