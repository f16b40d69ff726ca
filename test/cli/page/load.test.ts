import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { raw, type Served, send, servePage } from './servedPage.ts';

let page: Served;
beforeEach(async () => {
  page = await servePage();
});
afterEach(() => page.stop());

const headOf = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, `Host: 127.0.0.1:${page.port}`, `Cookie: ${page.cookie}`, ...headers, '', ''].join('\r\n');

describe('a request of two meanings is refused, and nothing behind it is read', () => {
  const HIDDEN = 'GET /v1/hidden HTTP/1.1\r\nHost: x\r\n\r\n';

  test.each([
    ['both lengths', 'Content-Length: 4\r\nTransfer-Encoding: chunked', `0\r\n\r\n${HIDDEN}`],
    ['two lengths', 'Content-Length: 0\r\nContent-Length: 40', HIDDEN],
    ['a length that is none', 'Content-Length: +4', HIDDEN],
    ['a disguised encoding', 'Transfer-Encoding: xchunked', `0\r\n\r\n${HIDDEN}`],
    ['a folded header', 'X-A: b\r\n Content-Length: 9', HIDDEN],
    ['a space before the colon', 'Content-Length : 40', HIDDEN],
    ['a bare line feed', 'X-A: b\nContent-Length: 40', HIDDEN],
  ])('%s', async (_which, header, body) => {
    const said = await raw(page.port, `${headOf('POST /v1/drills', 'Content-Type: application/json', header)}${body}`);
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
    expect(said.match(/^HTTP/gm)).toHaveLength(1);
    expect(page.called).toEqual([]);
  });

  test('with two hosts', async () => {
    const said = await raw(page.port, headOf('GET /v1/drills', 'Host: evil.example', 'Connection: close'));
    expect(said).toMatch(/^HTTP\/1\.1 421 /);
  });

  test('without a host', async () => {
    expect(await raw(page.port, 'GET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(page.port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 421 /);
  });
});

describe('what is too large is refused', () => {
  test('headers', async () => {
    const said = await raw(page.port, headOf('GET /', `X-A: ${'a'.repeat(20_000)}`));
    expect(said).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('a body that says how long it is', async () => {
    const head = headOf('POST /v1/drills', 'Content-Type: application/json', 'Content-Length: 1048577');
    const said = await raw(page.port, head);
    expect(said).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"body-too-large"/);
  });

  test('a body that does not', async () => {
    const head = headOf('POST /v1/drills', 'Content-Type: application/json', 'Transfer-Encoding: chunked');
    const chunk = `40000\r\n${'a'.repeat(0x40000)}\r\n`;
    expect(await raw(page.port, `${head}${chunk.repeat(6)}`)).toMatch(/^HTTP\/1\.1 413 /);
    expect(page.called).toEqual([]);
  });

  test('a body that is no text', async () => {
    const head = headOf('POST /v1/drills', 'Content-Type: application/json', 'Content-Length: 2', 'Connection: close');
    const socket = connect(page.port, '127.0.0.1');
    socket.write(Buffer.concat([Buffer.from(head), Buffer.from([0xff, 0xfe])]));
    const [said] = await once(socket, 'data');
    expect(String(said)).toMatch(/^HTTP\/1\.1 413 /);
  });
});

describe('many connections', () => {
  test('five hundred silent ones do not keep a person out for long', { timeout: 30_000 }, async () => {
    const sockets = await Promise.all(Array.from({ length: 500 }, () => opened(page.port)));
    for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nX-A: ');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const early = sockets.filter((socket) => !socket.closed).length;
    const drip = setInterval(() => sockets.forEach((socket) => void (socket.writable && socket.write('a'))), 200);
    await answered(page.port);
    clearInterval(drip);
    expect(early).toBeLessThanOrEqual(100);
    for (const socket of sockets) socket.destroy();
    expect((await send(page.port, '/v1/drills', { headers: { cookie: page.cookie } })).status).toBe(200);
  });

  test('end with the server, even in the middle of a request', async () => {
    const sockets = await Promise.all(Array.from({ length: 20 }, () => opened(page.port)));
    const ended = sockets.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())));
    sockets[0]?.write(headOf('POST /v1/drills', 'Content-Type: application/json', 'Content-Length: 10'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const startedMs = performance.now();
    await page.server.close();
    await Promise.all(ended);
    expect(performance.now() - startedMs).toBeLessThan(1000);
  });
});

async function opened(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  return socket;
}

/** Waits until the page answers somebody who tries again and again. */
async function answered(port: number): Promise<void> {
  for (;;) {
    const status = await send(port, '/').then(
      (answer) => answer.status,
      () => undefined,
    );
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
