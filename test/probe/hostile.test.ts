import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  type Application,
  answer,
  answering,
  application,
  httpTarget,
  network,
  probed,
  SOON,
  shown,
  slowly,
} from './given.ts';

const CHUNKED = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';
const KIB = 1024;
/** The time of a target, in milliseconds. */
const TIME = 300;

describe('an application that never ends', () => {
  test.each<[string, (socket: Socket) => void, string]>([
    ['it never answers', () => undefined, 'LATE: no answer from 10.0.0.5 port PORT within 0.3 s'],
    [
      'its headers come one byte at a time',
      (socket) => endingNever(socket, 'HTTP/1.1 200 OK\r\nx: ', 'x'),
      'LATE: no answer from 10.0.0.5 port PORT within 0.3 s',
    ],
    [
      'its body comes one byte at a time',
      (socket) => endingNever(socket, 'HTTP/1.1 200 OK\r\n\r\n', 'x'),
      'LATE: answered 200, but the body did not end within 0.3 s',
    ],
    [
      'its body stops in the middle',
      (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'),
      'LATE: answered 200, but the body did not end within 0.3 s',
    ],
    [
      'its trailers never end',
      (socket) => endingNever(socket, `${CHUNKED}2\r\nok\r\n0\r\nx: `, 'x'),
      'LATE: answered 200, but the body did not end within 0.3 s',
    ],
  ])('%s', async (_what, serve, expected) => {
    const hostile = await afterRequest(serve);
    expect(shown(await against(hostile))).toBe(expected.replace('PORT', String(hostile.port)));
  });

  test('what came of the body is kept', async () => {
    const hostile = await afterRequest((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\nstarting'));
    const { status, bodyBase64 = '' } = await against(hostile);
    expect([status, Buffer.from(bodyBase64, 'base64').toString()]).toEqual([200, 'starting']);
  });
});

describe('an application that sends more than anybody wants', () => {
  test.each<[string, (socket: Socket) => void]>([
    ['a body without end', (socket) => endlessly(socket, 'HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(KIB))],
    ['chunks without end', (socket) => endlessly(socket, CHUNKED, `400\r\n${'x'.repeat(KIB)}\r\n`)],
    ['a body of 10 MB', (socket) => socket.end(answer(200, 'x'.repeat(10 * KIB * KIB)))],
  ])('of %s, 64 KiB are read, and then the connection ends', async (_what, serve) => {
    const result = await against(await afterRequest(serve), { timeoutMilliseconds: 5000 });
    expect(shown(result)).toBe('ANSWERED: answered 200');
    expect(Buffer.from(result.bodyBase64 ?? '', 'base64').toString()).toBe('x'.repeat(64 * KIB));
  });

  test('compressed bodies stay compressed, however much they would become', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * KIB * KIB));
    const head = `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`;
    const { bodyBase64 = '' } = await against(await answering(head, bomb));
    expect(Buffer.from(bodyBase64, 'base64').equals(bomb.subarray(0, 64 * KIB))).toBe(true);
  });

  test.each<[string, (socket: Socket) => void, string]>([
    [
      '100 KB of headers',
      (socket) => socket.end(answer(200, 'ok', `x: ${'x'.repeat(100 * KIB)}\r\n`)),
      'the headers of the answer are too long (HPE_HEADER_OVERFLOW)',
    ],
    [
      'many small headers',
      (socket) => socket.end(answer(200, 'ok', 'x: y\r\n'.repeat(20_000))),
      'the headers of the answer are too long (HPE_HEADER_OVERFLOW)',
    ],
    [
      'announcements to continue without end',
      (socket) => endlessly(socket, '', 'HTTP/1.1 100 Continue\r\n\r\n'),
      'the server sent interim answers without end (TOO_MANY_INTERIM_ANSWERS)',
    ],
    [
      'interim answers without end',
      (socket) => endlessly(socket, '', 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'),
      'the server sent interim answers without end (TOO_MANY_INTERIM_ANSWERS)',
    ],
  ])('%s are no answer', async (_what, serve, message) => {
    const hostile = await afterRequest(serve);
    expect(shown(await against(hostile, { timeoutMilliseconds: 5000 }))).toBe(`OTHERWISE: ${message}`);
  });

  test('a few interim answers before the real one are fine', async () => {
    const { port } = await afterRequest((socket) => {
      socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(3));
      setTimeout(() => socket.end(answer(200)), 10);
    });
    expect(shown(await probed(httpTarget({ port })))).toBe('ANSWERED: answered 200');
  });
});

describe('an application that does not speak HTTP', () => {
  test.each<[string, (socket: Socket) => void, string]>([
    ['a greeting of SSH', (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'), 'the answer is not HTTP'],
    [
      'bytes without sense',
      (socket) => socket.write(Buffer.from([0, 255, 27, 91, 50, 74, 7])),
      'the answer is not HTTP',
    ],
    ['a status that is none', (socket) => socket.write('HTTP/1.1 99999 OK\r\n\r\n'), 'the answer is not HTTP'],
    ['two lengths', (socket) => socket.write(answer(200, '', 'content-length: 7\r\n')), 'the answer is not HTTP'],
    ['a header of a terminal', (socket) => socket.write(answer(200, '', 'x: \u001b[2J\r\n')), 'the answer is not HTTP'],
    ['nothing', (socket) => socket.end(), 'the connection was closed before an answer'],
    ['a reset', (socket) => socket.resetAndDestroy(), 'the connection was closed before an answer'],
    ['half a header', (socket) => socket.end('HTTP/1.1 200 OK\r\nx'), 'the connection was closed before an answer'],
    ['a change of protocol', (socket) => socket.write(SWITCHING), 'answered 101, expected 200'],
    [
      'chunks without sense',
      (socket) => socket.write(`${CHUNKED}2\r\nok\r\nzz\r\n`),
      'answered 200, but the rest is not HTTP',
    ],
    [
      'half a body',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'),
      'answered 200, but the connection was closed before the end of the body',
    ],
  ])('%s', async (_what, serve, message) => {
    const result = await against(await afterRequest(serve), { timeoutMilliseconds: 5000 });
    expect(shown(result).replace(/ \([A-Z_]+\)$/, '')).toBe(`OTHERWISE: ${message}`);
  });

  test('it closes each connection at once', async () => {
    const result = await against(await application((socket) => socket.destroy()));
    expect(shown(result)).toMatch(/^OTHERWISE: the connection was closed before an answer \((ECONNRESET|EPIPE)\)$/);
  });
});

describe('an application that sends the probe elsewhere', () => {
  test.each([301, 302, 303, 307, 308])(
    'status %i is an answer like any other, and nothing goes there',
    async (status) => {
      const secret = await application();
      for (const place of [
        'http://169.254.169.254/latest/meta-data/',
        `http://127.0.0.1:${secret.port}/`,
        '//[::1]/',
      ]) {
        const { dial, dialled } = network();
        const { port } = await answering(answer(status, '', `location: ${place}\r\nrefresh: 0; url=${place}\r\n`));
        const unexpected = await probed(httpTarget({ port }), dial);
        expect(shown(unexpected)).toBe(`OTHERWISE: answered ${status}, expected 200`);
        expect(shown(await probed(httpTarget({ port, statuses: [status] }), dial))).toBe(
          `ANSWERED: answered ${status}`,
        );
        expect(dialled).toEqual(['10.0.0.5', '10.0.0.5']);
      }
      expect(secret.seen()).toBe(0);
    },
  );
});

describe('an application that writes to the operator', () => {
  const TEXT = '\u001b[2J\u202e\u0007<script>alert(1)</script>';

  test('nothing that it says becomes part of a message', async () => {
    const hostile = await answering(`HTTP/1.1 500 ${TEXT}\r\nx-${'a'}: ${TEXT}\r\ncontent-length: 0\r\n\r\n`);
    expect((await against(hostile)).message).toMatch(
      /^(answered 500, expected 200|the answer is not HTTP \([A-Z_]+\))$/,
    );
    const polite = await answering(answer(200, TEXT));
    const result = await probed(httpTarget({ port: polite.port, bodyPattern: 'up' }));
    expect(result.message).toBe('the body does not contain the pattern');
  });

  test('a body that is not UTF-8 is searched, and kept as it is', async () => {
    const body = Buffer.from([0xff, 0xfe, 0x80, 0x75, 0x70, 0xc3]);
    const { port } = await answering('HTTP/1.1 200 OK\r\n\r\n', body);
    const result = await probed(httpTarget({ port, bodyPattern: 'up' }));
    expect(shown(result)).toBe('ANSWERED: answered 200, and the body contains the pattern');
    expect(Buffer.from(result.bodyBase64 ?? '', 'base64').equals(body)).toBe(true);
  });
});

const SWITCHING = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n';

/** An application that does this as soon as it has the request. */
function afterRequest(serve: (socket: Socket) => void): Promise<Application> {
  return application((socket) => socket.once('data', () => serve(socket)));
}

/** The result for an application, which then has no connection left. */
async function against(hostile: Application, overrides: { timeoutMilliseconds?: number } = {}) {
  const result = await probed(httpTarget({ port: hostile.port, timeoutMilliseconds: TIME, ...overrides }));
  await expect.poll(hostile.open, SOON).toBe(0);
  return result;
}

/** Writes a text, and then the same byte again and again. */
function endingNever(socket: Socket, text: string, rest: string): void {
  socket.write(text);
  slowly(socket, () => rest);
}

/** Writes a block again and again, as fast as it is read. */
function endlessly(socket: Socket, begin: string, block: string): void {
  const more = () => {
    while (!socket.destroyed && socket.write(block));
  };
  socket.on('drain', more);
  socket.write(begin);
  more();
}
