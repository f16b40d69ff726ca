import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, type Served, send, servePage } from './servedPage.ts';

let page: Served;
beforeAll(async () => {
  page = await servePage();
});
afterAll(() => page.stop());

const pathOf = (address: string) => address.slice(new URL(address).origin.length);

describe('a browser that is opened with the one-time token', () => {
  test('gets a cookie that only this server reads, and the address without the token', async () => {
    const answer = await send(page.port, `${pathOf(page.server.signInAddress())}&from=mail`);
    expect([answer.status, answer.headers.location]).toEqual([303, '/?from=mail']);
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^drs-drill-${page.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`)),
    ]);
  });

  test('may then use the API, and see what is behind the page', async () => {
    const headers = { cookie: page.cookie };
    expect((await send(page.port, '/v1/drills?limit=1', { headers })).status).toBe(200);
    expect(page.called.at(-1)).toMatchObject({ method: 'GET', url: '/v1/drills?limit=1' });
    const session = JSON.parse((await send(page.port, '/session', { headers })).body);
    expect(session).toMatchObject({ authentication: 'NONE', profile: null });
  });

  test('is announced with the address for another browser, which the used one no longer is', async () => {
    const used = page.server.signInAddress();
    await send(page.port, pathOf(used));
    expect(page.said.at(-1)).toBe(page.server.signInAddress());
    expect(page.said.at(-1)).not.toBe(used);
    const again = await send(page.port, pathOf(used));
    expect([again.status, codeOf(again), again.headers['set-cookie']]).toEqual([403, 'token-used', undefined]);
  });

  test('may follow its used address again, and is led to the page', async () => {
    const used = pathOf(page.server.signInAddress());
    const { headers } = await send(page.port, used);
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const again = await send(page.port, used, { headers: { cookie } });
    expect([again.status, again.headers.location, again.headers['set-cookie']]).toEqual([303, '/', undefined]);
  });

  test('keeps its token if it only opens the address in advance, or asks for its headers', async () => {
    const address = page.server.signInAddress();
    const early = await send(page.port, pathOf(address), { headers: { 'sec-purpose': 'prefetch;prerender' } });
    await send(page.port, pathOf(address), { method: 'HEAD' });
    expect([early.status, page.server.signInAddress()]).toEqual([503, address]);
  });
});

describe('a browser that is not signed in', () => {
  test.each(['', 'x', 'A'.repeat(43), '%00', '🔑'])('is refused with the token "%s"', async (token) => {
    const answer = await send(page.port, `/?token=${encodeURI(token)}`);
    expect([answer.status, codeOf(answer), answer.headers['set-cookie']]).toEqual([403, 'token-used', undefined]);
  });

  test('gets words, if a person reads the answer', async () => {
    const answer = await send(page.port, '/?token=x', { headers: { accept: 'text/html,*/*' } });
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toMatch(/<h1>This address has been used<\/h1>/);
  });

  test.each(['/', '/drills/d-1/journal', '/plans/a.b', '/assets/index-1.js'])(
    'gets the public file of %s',
    async (path) => {
      expect((await send(page.port, path)).status).toBe(200);
    },
  );

  test.each(['/session', '/v1', '/v1/', '/v1/drills', '/v1/settings'])('is refused at %s', async (path) => {
    const calls = page.called.length;
    const answer = await send(page.port, path);
    expect([answer.status, codeOf(answer), page.called.length]).toEqual([401, 'not-signed-in', calls]);
  });

  test.each([
    ['a made-up secret', (name: string) => `${name}=${'A'.repeat(43)}`],
    ['no secret', (name: string) => `${name}=`],
    ['the token', (name: string) => `${name}=${new URL(page.server.signInAddress()).searchParams.get('token')}`],
    ['a cookie of another port', () => page.cookie.replace(String(page.port), String(page.port + 1))],
    ['many secrets', (name: string) => Array.from({ length: 400 }, (_, n) => `${name}=${n}`).join('; ')],
  ])('is refused with %s', async (_which, cookieOf) => {
    const cookie = cookieOf(`drs-drill-${page.port}`);
    const answer = await send(page.port, '/v1/drills', { headers: { cookie } });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'not-signed-in']);
  });

  test('does not exclude one that is, by a cookie with the same name from another port', async () => {
    const cookie = `drs-drill-${page.port}=planted; other=1; ${page.cookie}`;
    expect((await send(page.port, '/v1/drills', { headers: { cookie } })).status).toBe(200);
  });
});
