import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, type Served, send, servePage } from './servedPage.ts';

let page: Served;
beforeAll(async () => {
  page = await servePage();
});
afterAll(() => page.stop());

/** A browser that is signed in, and sends the cookie wherever it is led. */
function asBrowser(path: string, headers: Record<string, string>, more: { method?: string; body?: string } = {}) {
  return send(page.port, path, { ...more, headers: { cookie: page.cookie, ...headers } });
}

const OWN = () => `http://127.0.0.1:${page.port}`;
const CALL = { 'content-type': 'application/json', 'idempotency-key': 'k' };

describe('another site, in the browser of a person who is signed in', () => {
  test.each([
    'attacker.example',
    'attacker.example:PORT',
    '127.0.0.1.attacker.example:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    '0.0.0.0:PORT',
    '2130706433:PORT',
    '127.1:PORT',
    'localhost.:PORT',
    'LOCALHOST:PORT',
    '[::ffff:127.0.0.1]:PORT',
    '127.0.0.1:PORT@attacker.example',
  ])('reaches nothing by another name for this address (DNS rebinding): %s', async (name) => {
    const host = name.replace('PORT', String(page.port));
    for (const path of ['/', '/session', '/v1/drills', new URL(page.server.signInAddress()).search]) {
      const answer = await asBrowser(path.replace(/^\?/, '/?'), { host });
      expect([answer.status, codeOf(answer), answer.headers['set-cookie']]).toEqual([421, 'foreign-host', undefined]);
    }
  });

  test.each([
    'http://attacker.example',
    'null',
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    'https://127.0.0.1:PORT',
    'http://localhost:PORT',
    'file://',
    '',
  ])('reaches nothing with the origin %s', async (named) => {
    const origin = named.replace('PORT', String(page.port));
    const calls = page.called.length;
    for (const path of ['/', '/session', '/v1/drills']) {
      const answer = await asBrowser(path, { origin });
      expect([answer.status, codeOf(answer)]).toEqual([403, 'foreign-origin']);
    }
    const write = await asBrowser('/v1/drills', { origin, ...CALL }, { method: 'POST', body: '{}' });
    expect([write.status, page.called.length]).toEqual([403, calls]);
  });

  test.each(['cross-site', 'same-site', 'anything'])('reads nothing of the API: Sec-Fetch-Site %s', async (site) => {
    for (const mode of ['navigate', 'no-cors', 'cors', 'websocket']) {
      const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': 'document' };
      for (const path of ['/v1/drills', '/session', '/v1/drills/d-1/report'])
        expect((await asBrowser(path, headers)).status).toBe(403);
    }
  });

  test('may lead a person to a view, but not show or load the page inside itself', async () => {
    const visit = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect((await asBrowser('/drills/d-1', visit)).status).toBe(200);
    for (const dest of ['iframe', 'frame', 'embed', 'object', 'script', 'empty', 'worker'])
      expect((await asBrowser('/', { ...visit, 'sec-fetch-dest': dest })).status).toBe(403);
    expect((await asBrowser('/', visit, { method: 'POST' })).status).toBe(403);
    expect((await asBrowser('/', {})).headers).toMatchObject({
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=b',
    'text/plain; x=application/json',
    'application/jsonx',
    '',
  ])('changes nothing with a form (%s), even in a browser that names no origin', async (type) => {
    const calls = page.called.length;
    const answer = await asBrowser('/v1/drills', { 'content-type': type }, { method: 'POST', body: '{"a":1}' });
    expect([answer.status, codeOf(answer), page.called.length]).toEqual([415, 'not-json', calls]);
  });

  test('changes nothing with a POST without body and type', async () => {
    const answer = await asBrowser('/v1/drills/d-1/cancel', {}, { method: 'POST' });
    expect([answer.status, codeOf(answer)]).toEqual([415, 'not-json']);
  });

  test('is never permitted a request by CORS', async () => {
    const headers = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
    for (const path of ['/v1/drills', '/session', '/']) {
      for (const method of ['OPTIONS', 'GET']) {
        const answer = await asBrowser(path, headers, { method });
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
        if (method === 'OPTIONS') expect(answer.status).toBe(405);
      }
    }
  });
});

describe('the page itself', () => {
  test.each(['localhost', '127.0.0.1', '[::1]'])('is served as %s', async (name) => {
    const host = `${name}:${page.port}`;
    const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
    expect((await asBrowser('/', headers)).status).toBe(200);
    expect((await asBrowser('/v1/drills', { ...headers, ...CALL }, { method: 'POST', body: '{}' })).status).toBe(200);
  });

  test('changes something with JSON, and removes something without a body', async () => {
    const own = { origin: OWN(), 'sec-fetch-site': 'same-origin' };
    await asBrowser('/v1/drills', { ...own, ...CALL }, { method: 'POST', body: '{"reason":"ü"}' });
    expect(page.called.at(-1)).toMatchObject({ method: 'POST', url: '/v1/drills', body: '{"reason":"ü"}' });
    await asBrowser('/v1/plans/a', { ...own, 'if-match': '"1"' }, { method: 'DELETE' });
    expect(page.called.at(-1)).toMatchObject({ method: 'DELETE', headers: { 'if-match': '"1"' } });
  });
});
