import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw, type Served, send, servePage } from './servedPage.ts';

let page: Served;
beforeAll(async () => {
  page = await servePage();
});
afterAll(() => page.stop());

const UP = [
  '..',
  '%2e%2e',
  '.%2E',
  '..%2f',
  '..%5c',
  '..\\',
  '%2e%2e%2fetc%2fpasswd',
  '%252e%252e%252f',
  '....//',
  '..;',
];

describe('a path that could lead out of the page', () => {
  test.each([
    ...UP.flatMap((up) => [`/${up}`, `/assets/${up}/${up}/package.json`, `/assets/${up}${up}`]),
    '//etc/passwd',
    '/assets//index-1.js',
    '/\\etc\\passwd',
    '/assets/index-1.js%00.html',
    '/%00',
    '/%0d%0aset-cookie:a=b',
    '/%',
    '/%ff',
    '/assets/%c0%ae%c0%ae/',
    '/C:/Windows/win.ini',
    '/assets/index-1.js/../../../../etc/passwd',
  ])('shows no other file: %s', async (path) => {
    const answer = await send(page.port, path);
    expect([200, 400, 404]).toContain(answer.status);
    if (answer.status === 200) expect(answer.body).toBe('<!doctype html>the page');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test.each([
    '/v1/../session',
    '/v1/%2e%2e/',
    '/v1//evil.example/',
    '/v1/..%2f..',
    '/v1/a\\b',
    '/v1/%00',
    '/v1/a%2Fb',
    '/v1/./drills',
    '/v1/%0aHost:evil',
    '/v1/drills/%',
  ])('is not passed on to the API: %s', async (path) => {
    const calls = page.called.length;
    expect((await send(page.port, path, { headers: { cookie: page.cookie } })).status).toBe(400);
    expect(page.called.length).toBe(calls);
  });

  test.each([
    'http://evil.example/v1/drills',
    'http://127.0.0.1/v1/drills',
    '*',
    '@evil.example/',
    'v1/drills',
    '',
    '?token=x',
  ])('is no path at all: %s', async (target) => {
    const calls = page.called.length;
    const head = `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${page.port}\r\nCookie: ${page.cookie}\r\nConnection: close\r\n\r\n`;
    expect(await raw(page.port, head)).toMatch(/^HTTP\/1\.1 400 /);
    expect(page.called.length).toBe(calls);
  });

  test('does not open a tunnel', async () => {
    expect(await raw(page.port, `CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1:${page.port}\r\n\r\n`)).toBe('');
  });

  test('a missing file of an earlier build is not taken for a view', async () => {
    expect((await send(page.port, '/assets/index-0.js')).status).toBe(404);
  });
});

describe('the hop to the API', () => {
  test.each([
    ['/v1/@evil.example/', '/v1/@evil.example/'],
    ['/v1/http:evil.example', '/v1/http:evil.example'],
    ['/v1/drills?cursor=a%2Fb%00&next=http://evil.example', '/v1/drills?cursor=a%2Fb%00&next=http://evil.example'],
    ['/v1/drills?a=..%2f..%2f', '/v1/drills?a=..%2f..%2f'],
  ])('goes only to the API, whatever the path says: %s', async (path, url) => {
    await send(page.port, path, { headers: { cookie: page.cookie } });
    expect(page.called.at(-1)).toMatchObject({ url });
  });

  test('has only the headers that the page needs', async () => {
    const foreign = {
      ...{ authorization: 'Bearer of-the-browser', 'x-forwarded-host': 'evil.example', 'x-amz-security-token': 'x' },
      ...{ 'x-http-method-override': 'DELETE', via: 'a', te: 'trailers', 'proxy-authorization': 'b' },
    };
    const own = { accept: 'text/csv', 'content-type': 'application/json', 'if-match': '"1"', 'idempotency-key': 'k' };
    const headers = { cookie: page.cookie, ...foreign, ...own, 'if-none-match': '"2"' };
    await send(page.port, '/v1/lever', { method: 'PUT', headers, body: '{}' });
    const { host, connection, ...sent } = page.called.at(-1)?.headers ?? {};
    expect(sent).toMatchObject({ ...own, 'if-none-match': '"2"' });
    expect(Object.keys(sent).filter((name) => name in foreign || name === 'cookie')).toEqual([]);
  });

  test('returns only the headers that the page needs', async () => {
    const { headers } = await send(page.port, '/v1/drills', { headers: { cookie: page.cookie } });
    expect(headers).toMatchObject({ etag: '"1"', 'content-type': 'application/json', 'cache-control': 'no-store' });
    expect(headers).toMatchObject({ 'content-security-policy': expect.stringContaining('sandbox') });
    expect([headers['x-secret'], headers['set-cookie']]).toEqual([undefined, undefined]);
  });
});

describe('the files of the page', () => {
  test('are compressed, and kept by the browser if their name has a hash', async () => {
    const accepting = { headers: { 'accept-encoding': 'gzip, deflate, br' } };
    const script = await send(page.port, '/assets/index-1.js', accepting);
    expect(script.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    const view = await send(page.port, '/drills', { headers: { 'accept-encoding': 'gzip' } });
    expect(view.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'no-store' });
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('cannot be changed: %s', async (method) => {
    expect((await send(page.port, '/assets/index-1.js', { method })).status).toBe(405);
  });
});
