import { connect, type Socket } from 'node:net';
import { createServer, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authority, type Certificate } from './certificates.ts';
import { answer, application, httpTarget, listening, probed, SOON, shown, slowly } from './given.ts';

const { ca, certificates } = authority({
  shop: { name: 'shop.example.com' },
  address: { name: '10.0.0.5' },
  expired: { name: 'shop.example.com', years: [2020, 2021] },
  future: { name: 'shop.example.com', years: [2048, 2049] },
  selfSigned: { name: 'shop.example.com', selfSigned: true },
});

const trusted = getCACertificates();
beforeAll(() => setDefaultCACertificates([...trusted, ca]));
afterAll(() => setDefaultCACertificates(trusted));

describe('an HTTP check over TLS', () => {
  test('passes when a trusted authority issued the certificate for the host, and sends that name', async () => {
    const { port, names } = await secured(certificates.shop);
    const result = await probed(httpTarget({ port, tls: true, host: 'shop.example.com' }));
    expect([shown(result), names]).toEqual(['ANSWERED: answered 200', ['shop.example.com']]);
  });

  test('passes without a host when the certificate is valid for the address, and sends no name', async () => {
    const { port, names } = await secured(certificates.address);
    const result = await probed(httpTarget({ port, tls: true }));
    expect([shown(result), names]).toEqual(['ANSWERED: answered 200', [false]]);
  });

  test.each<[keyof typeof certificates, { host?: string; address?: string }, string]>([
    [
      'shop',
      { host: 'pay.example.com' },
      'the certificate is not valid for pay.example.com (ERR_TLS_CERT_ALTNAME_INVALID)',
    ],
    ['shop', {}, 'the certificate is not valid for 10.0.0.5 (ERR_TLS_CERT_ALTNAME_INVALID)'],
    ['address', { address: '10.0.0.6' }, 'the certificate is not valid for 10.0.0.6 (ERR_TLS_CERT_ALTNAME_INVALID)'],
    ['expired', { host: 'shop.example.com' }, 'the certificate has expired (CERT_HAS_EXPIRED)'],
    ['future', { host: 'shop.example.com' }, 'the certificate is not valid yet (CERT_NOT_YET_VALID)'],
    [
      'selfSigned',
      { host: 'shop.example.com' },
      'no trusted authority issued the certificate (DEPTH_ZERO_SELF_SIGNED_CERT)',
    ],
  ])('with the certificate "%s" for %o it fails, unless it does not verify', async (name, target, message) => {
    const { port, received } = await secured(certificates[name]);
    const verified = await probed(httpTarget({ port, tls: true, ...target }));
    expect([shown(verified), received()]).toEqual([`OTHERWISE: ${message}`, '']);
    const unverified = await probed(httpTarget({ port, tls: true, verifyTls: false, ...target }));
    expect(shown(unverified)).toBe('ANSWERED: answered 200');
  });

  test.each([
    ['another authority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['authority', 'CERT_SIGNATURE_FAILURE'],
  ])('fails when an authority issued the certificate that is not trusted, called "%s"', async (called, code) => {
    const other = authority({ shop: { name: 'shop.example.com' } }, called);
    const { port } = await secured(other.certificates.shop);
    const result = await probed(httpTarget({ port, tls: true, host: 'shop.example.com' }));
    expect(shown(result)).toBe(`OTHERWISE: no trusted authority issued the certificate (${code})`);
  });

  test.each<[string, (socket: Socket) => void, RegExp]>([
    [
      'never begins the handshake',
      () => undefined,
      /^LATE: no end of the TLS handshake with 10\.0\.0\.5 port \d+ within 0\.15 s$/,
    ],
    [
      'sends the handshake one byte at a time',
      slowHandshake,
      /^LATE: no end of the TLS handshake with .* within 0\.15 s$/,
    ],
    [
      'speaks HTTP there',
      (socket) => socket.end(answer(400)),
      /^OTHERWISE: the TLS handshake failed \(ERR_SSL_[A-Z_]+\)$/,
    ],
    ['closes at once', (socket) => socket.destroy(), /^OTHERWISE: the TLS handshake failed \((ECONNRESET|EPIPE)\)$/],
  ])('fails when the server %s, and leaves no connection', async (_what, serve, expected) => {
    const { port, open } = await application(serve);
    expect(shown(await probed(httpTarget({ port, tls: true, timeoutMilliseconds: 150 })))).toMatch(expected);
    await expect.poll(open, SOON).toBe(0);
  });

  test('fails when the server speaks no HTTP behind the handshake, or never answers there', async () => {
    const silent = await secured(certificates.address, () => undefined);
    const late = await probed(httpTarget({ port: silent.port, tls: true, timeoutMilliseconds: 500 }));
    expect(shown(late)).toBe(`LATE: no answer from 10.0.0.5 port ${silent.port} within 0.5 s`);
    const garbage = await secured(certificates.address, (socket) => socket.end('\u0000\u0001'));
    const result = await probed(httpTarget({ port: garbage.port, tls: true }));
    expect(shown(result)).toMatch(/^OTHERWISE: the answer is not HTTP \(HPE_[A-Z_]+\)$/);
    await expect.poll(() => [silent.open(), garbage.open()], SOON).toEqual([0, 0]);
  });
});

/** An application behind TLS, with the names that it was sent. */
async function secured(certificate: Certificate, serve: (socket: Socket) => void = answerOk) {
  const names: (string | false | null)[] = [];
  let received = '';
  let open = 0;
  const server = createServer(certificate, (socket) => {
    names.push(socket.servername);
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      received += data.toString();
      serve(socket);
    });
  });
  server.on('connection', (socket: Socket) => {
    open++;
    socket.on('close', () => open--);
  });
  return { port: await listening(server), names, received: () => received, open: () => open };
}

function answerOk(socket: Socket): void {
  socket.end(answer(200));
}

/** A true handshake, of which each byte takes its time. */
async function slowHandshake(socket: Socket): Promise<void> {
  const { port } = await secured(certificates.address);
  const server = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.pipe(server);
  let waiting = Buffer.alloc(0);
  server.on('data', (data) => {
    waiting = Buffer.concat([waiting, data]);
  });
  slowly(socket, () => {
    const byte = waiting.subarray(0, 1);
    waiting = waiting.subarray(1);
    return byte.length > 0 ? byte : undefined;
  });
}
