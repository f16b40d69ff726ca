import { describe, expect, test } from 'vitest';
import { probeHttp } from '../../src/probe/probeHttp.ts';
import { byResolver } from '../../src/probe/resolve.ts';
import { answer, answering, application, freePort, httpTarget, network, probed, SOON, shown } from './given.ts';

describe('an HTTP check of an instance', () => {
  test('passes when the status is expected, and keeps status and body', async () => {
    const { port } = await answering(answer(204 + 96, 'moved on'));
    const result = await probed(httpTarget({ port, statuses: [200, 300] }));
    expect(shown(result)).toBe('ANSWERED: answered 300');
    expect([result.id, result.status]).toEqual(['shop', 300]);
    expect(Buffer.from(result.bodyBase64 ?? '', 'base64').toString()).toBe('moved on');
  });

  test('fails when the status is another, and says both', async () => {
    const { port } = await answering(answer(500, 'no database'));
    const result = await probed(httpTarget({ port, statuses: [200, 204] }));
    expect(shown(result)).toBe('OTHERWISE: answered 500, expected 200 or 204');
    expect(Buffer.from(result.bodyBase64 ?? '', 'base64').toString()).toBe('no database');
  });

  test('sends one plain request: to the host that it was given, without cookies, compression or keep-alive', async () => {
    const shop = await answering(answer(200));
    await probed(httpTarget({ port: shop.port, host: 'shop.example.com', path: '/health?full=1' }));
    const lines = shop.received().trimEnd().split('\r\n');
    expect([lines[0], ...lines.slice(1).toSorted()]).toEqual([
      'GET /health?full=1 HTTP/1.1',
      'Connection: close',
      'accept-encoding: identity',
      'accept: */*',
      'host: shop.example.com',
      'user-agent: drs-drill',
    ]);
  });

  test.each([
    ['10.0.0.5', (port: number) => `10.0.0.5:${port}`],
    ['fd12::5', (port: number) => `[fd12::5]:${port}`],
  ])('without a host, the Host header is the address %s and its port', async (address, expected) => {
    const shop = await answering(answer(200));
    await probed(httpTarget({ port: shop.port, address }));
    expect(shop.received()).toContain(`host: ${expected(shop.port)}\r\n`);
  });

  test('connects to the literal address, whatever the host is', async () => {
    const { dial, dialled } = network();
    const { port } = await answering(answer(200));
    await probed(httpTarget({ port, host: 'localhost' }), dial);
    expect(dialled).toEqual(['10.0.0.5']);
  });

  test('passes when the body contains the pattern', async () => {
    const { port } = await answering(answer(200, '{"état": "prêt", "orders": 4711}'));
    const result = await probed(httpTarget({ port, bodyPattern: 'pr[êe]t.*"orders": \\d+' }));
    expect(shown(result)).toBe('ANSWERED: answered 200, and the body contains the pattern');
  });

  test('fails when the body does not contain the pattern', async () => {
    const { port } = await answering(answer(200, '{"status": "down"}'));
    const result = await probed(httpTarget({ port, bodyPattern: '"up"' }));
    expect(shown(result)).toBe('OTHERWISE: the body does not contain the pattern');
  });

  test('an expected status counts first: the body of an error page proves nothing', async () => {
    const { port } = await answering(answer(503, 'up'));
    const result = await probed(httpTarget({ port, bodyPattern: 'up' }));
    expect(shown(result)).toBe('OTHERWISE: answered 503, expected 200');
  });

  test('searches only the first 64 KiB, and says so', async () => {
    const { port } = await answering(answer(200, `${'x'.repeat(64 * 1024)}up`));
    const result = await probed(httpTarget({ port, bodyPattern: 'up' }));
    expect(shown(result)).toBe('OTHERWISE: the first 64 KiB of the body do not contain the pattern');
    expect(Buffer.from(result.bodyBase64 ?? '', 'base64')).toHaveLength(64 * 1024);
  });

  test('is late when no time is left to search the body, because nothing interrupts a search', async () => {
    const { port } = await answering(answer(200, 'up'));
    const target = httpTarget({ port, bodyPattern: 'up' });
    const attempt = { ...network(), resolve: byResolver, milliseconds: 1, stage: 'CONNECTING', end: 0 } as const;
    expect(await probeHttp(target, { ...attempt, sockets: [], body: [] })).toEqual({
      result: 'LATE',
      message: 'answered 200, but no time was left to search its body for the pattern',
    });
  });

  test('is not reached when nobody listens on the port', async () => {
    const port = await freePort();
    expect(shown(await probed(httpTarget({ port })))).toBe(
      `UNREACHED: 10.0.0.5 port ${port} refused the connection (ECONNREFUSED)`,
    );
  });

  test('is not reached when there is no way to the address', async () => {
    const { dial } = network({ failing: { '10.0.0.5': 'EHOSTUNREACH' } });
    expect(shown(await probed(httpTarget({ port: 8080 }), dial))).toBe(
      'UNREACHED: no connection to 10.0.0.5 port 8080 (EHOSTUNREACH)',
    );
  });

  test('is not reached when the address never answers', async () => {
    const { dial } = network({ silent: ['10.0.0.5'] });
    const result = await probed(httpTarget({ port: 8080, timeoutMilliseconds: 100 }), dial);
    expect(shown(result)).toBe('UNREACHED: no connection to 10.0.0.5 port 8080 within 0.1 s');
  });
});

describe('a TCP check of an instance', () => {
  const target = { id: 'db', kind: 'TCP', address: '10.0.0.6', timeoutMilliseconds: 2000 } as const;

  test('passes when it connects, and sends nothing', async () => {
    const db = await application();
    expect(shown(await probed({ ...target, port: db.port }))).toBe(`ANSWERED: connected to 10.0.0.6 port ${db.port}`);
    await expect.poll(db.open, SOON).toBe(0);
    expect([db.seen(), db.received()]).toEqual([1, '']);
  });

  test('fails when the port is closed, or the address never answers', async () => {
    const port = await freePort();
    expect(shown(await probed({ ...target, port }))).toBe(
      `UNREACHED: 10.0.0.6 port ${port} refused the connection (ECONNREFUSED)`,
    );
    const { dial } = network({ silent: ['10.0.0.6'] });
    expect(shown(await probed({ ...target, port: 5432, timeoutMilliseconds: 100 }, dial))).toBe(
      'UNREACHED: no connection to 10.0.0.6 port 5432 within 0.1 s',
    );
  });
});
