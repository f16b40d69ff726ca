import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CommandError } from '../../../src/cli/commandError.ts';
import { EXIT } from '../../../src/cli/exitStatus.ts';
import { accessTokenOf } from '../../../src/cli/http/accessToken.ts';
import { signatureFor } from '../../../src/cli/http/signature.ts';
import { forward } from '../../../src/cli/page/forward.ts';
import { closedPort } from '../../local/stubApi.ts';
import { type Served, send, servePage } from './servedPage.ts';

let page: Served | undefined;
afterEach(async () => {
  await page?.stop();
  vi.unstubAllEnvs();
});

const REMOTE = new URL('https://a1.execute-api.eu-west-1.amazonaws.com');

async function problemOf(served: Served, path = '/v1/drills?limit=1', headers = {}) {
  const { status, body } = await send(served.port, path, { headers: { cookie: served.cookie, ...headers } });
  return { status, ...JSON.parse(body) };
}

describe('an answer that the API did not give is told in words', () => {
  test.each([301, 302, 307, 308])('a redirect is not followed: %s', async (status) => {
    const elsewhere = await servePage();
    page = await servePage((_request, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${elsewhere.port}/v1/drills` }).end();
    });
    expect(await problemOf(page)).toMatchObject({ status: 502, code: 'api-redirects' });
    expect([page.called.length, elsewhere.called.length]).toEqual([1, 0]);
    await elsewhere.stop();
  });

  test.each(['http://evil.example/v1/drills/d-1', '//evil.example', '/elsewhere'])(
    'it leads nowhere else: %s',
    async (location) => {
      page = await servePage((_request, response) => response.writeHead(201, { location }).end('{}'));
      const answer = await send(page.port, '/v1/drills', { headers: { cookie: page.cookie } });
      expect([answer.status, answer.headers.location]).toEqual([201, undefined]);
    },
  );

  test('a right is missing: which route it is', async () => {
    page = await servePage((_request, response) => {
      response
        .writeHead(403, { 'content-type': 'application/json', 'apigw-requestid': 'r-1' })
        .end('{"message":"Forbidden"}');
    });
    const problem = await problemOf(page);
    expect(problem).toMatchObject({ status: 403, code: 'not-allowed' });
    expect(problem.detail).toMatch(/GET \/v1\/drills: Forbidden\. .*execute-api:Invoke.*Who may do what.*r-1/);
  });

  test('credentials have expired: the command that renews them', async () => {
    const body = '{"message":"The security token included in the request is expired"}';
    page = await servePage((_request, response) => response.writeHead(403).end(body), { profile: 'drills' });
    const problem = await problemOf(page);
    expect(problem).toMatchObject({ status: 401, code: 'no-credentials' });
    expect(problem.detail).toMatch(/aws sso login --profile drills\. The page goes on by itself then\./);
  });

  test('credentials of the environment have expired: the page has to be started with new ones', async () => {
    const body = '{"message":"The security token included in the request is expired"}';
    page = await servePage((_request, response) => response.writeHead(403).end(body), { isFixed: true });
    const { detail } = await problemOf(page);
    expect(detail).toMatch(/AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN/);
    expect(detail).toMatch(/start `drs-drill page` again, because it still has those that it was started with/);
    expect(detail).not.toMatch(/by itself|sso/);
  });

  test('credentials of the environment are refused without a reason: they, too, need a new start', async () => {
    const forbidden = { message: 'Forbidden' };
    page = await servePage((_request, response) => response.writeHead(403).end(JSON.stringify(forbidden)), {
      isFixed: true,
    });
    expect((await problemOf(page)).detail).toMatch(/AWS_SESSION_TOKEN to fresh ones, and start `drs-drill page` again/);
  });

  test.each(['Forbidden', 'Signature expired: 20260301T100000Z is now earlier than 20260301T100500Z'])(
    'the clock of this machine is wrong, so that no signature is accepted: %s',
    async (message) => {
      const date = new Date(Date.now() + 12 * 60_000).toUTCString();
      page = await servePage((_request, response) =>
        response.writeHead(403, { date }).end(JSON.stringify({ message })),
      );
      const problem = await problemOf(page);
      expect(problem).toMatchObject({ status: 401, code: 'clock-is-wrong' });
      expect(problem.detail).toMatch(/The clock of this machine differs by 12 minutes from that of the API/);
      expect(problem.detail).not.toMatch(/sso/);
    },
  );

  test('a refusal of the API itself is passed on as it is', async () => {
    const body = JSON.stringify({ code: 'right-missing', detail: 'its own words' });
    page = await servePage((_request, response) => {
      response.writeHead(403, { 'content-type': 'application/problem+json' }).end(body);
    });
    expect(await problemOf(page)).toEqual({ status: 403, ...JSON.parse(body) });
  });

  test('nothing answers there', async () => {
    const port = await closedPort();
    page = await servePage(undefined, { api: new URL(`http://127.0.0.1:${port}`) });
    const problem = await problemOf(page);
    expect(problem).toMatchObject({ status: 502, code: 'api-unreachable' });
    expect(problem.detail).toBe(
      `http://127.0.0.1:${port} cannot be reached: the connection was refused (ECONNREFUSED).`,
    );
  });

  test('it takes too long', async () => {
    page = await servePage(() => undefined, { timeoutSeconds: 0.2 });
    expect(await problemOf(page)).toMatchObject({ status: 504, code: 'api-timeout' });
  });

  test('an answer without end does not fill the memory', async () => {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    page = await servePage((_request, response) => {
      const more = () => response.destroyed || setImmediate(() => response.write(chunk, more));
      more();
    });
    expect(await problemOf(page)).toMatchObject({ status: 502, code: 'answer-too-large' });
  });

  test.each([
    ['the sign-in page of a network', 'text/html', '<!doctype html><title>Sign in</title>'],
    ['JSON that was cut', 'application/json', '{"drills":[{"drillId":'],
    ['nothing', 'application/json', ''],
    ['JSON that is no document', 'application/json', 'null'],
  ])('something else answers in place of the API: %s', async (_what, type, text) => {
    page = await servePage((_request, response) => response.writeHead(200, { 'content-type': type }).end(text));
    const problem = await problemOf(page);
    expect(problem).toMatchObject({ status: 502, code: 'not-the-api' });
    expect(problem.detail).toMatch(
      /answered 200 without a document of the API.*proxy or the sign-in page of a network/,
    );
  });

  test.each([
    ['text/html', '<!doctype html>the report', 200],
    ['text/csv', '<!doctype html>the sign-in page', 502],
  ])('only the wanted form of a report is passed on: %s', async (accept, text, status) => {
    page = await servePage((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text),
    );
    const headers = { cookie: page.cookie, accept };
    expect(await send(page.port, '/v1/drills/d-1/report', { headers })).toMatchObject({ status });
  });

  test('an unchanged answer has no body', async () => {
    page = await servePage((_request, response) => response.writeHead(304, { etag: '"1"' }).end());
    const headers = { cookie: page.cookie, 'if-none-match': '"1"' };
    expect(await send(page.port, '/v1/lever', { headers })).toMatchObject({
      status: 304,
      body: '',
      headers: { etag: '"1"' },
    });
  });

  test('a person who follows an address reads words', async () => {
    page = await servePage((_request, response) => response.writeHead(403).end('{"message":"Forbidden"}'));
    const { body, headers } = await send(page.port, '/v1/drills/d-1/report', {
      headers: { cookie: page.cookie, accept: 'text/html' },
    });
    expect([headers['content-type'], body]).toEqual([
      expect.stringContaining('text/html'),
      expect.stringContaining('<h1>'),
    ]);
  });

  test('the clock of the page is that of the API, so nothing else has a date', async () => {
    const date = 'Thu, 01 Jan 2037 00:00:00 GMT';
    page = await servePage((_request, response) => response.writeHead(200, { date }).end('{}'));
    const { headers } = await send(page.port, '/v1/drills', { headers: { cookie: page.cookie } });
    expect([headers.date, (await send(page.port, '/session')).headers.date]).toEqual([date, undefined]);
  });
});

test.each([
  '@evil.example/v1/drills',
  '.evil.example/v1/drills',
  ':1/v1/drills',
  '/v1/../../x',
  '/v2/drills',
  '/v1',
  '//',
])(
  'no other address than that of the API gets the credentials, whatever has let the path through: %s',
  async (target) => {
    let signed = 0;
    const sign = async () => {
      signed += 1;
      return new Headers();
    };
    const transport = { api: REMOTE, sign, profile: undefined, token: undefined, timeoutSeconds: 1, retries: 0 };
    const still = { interrupted: new AbortController().signal, log: () => undefined };
    const { signal: gone } = new AbortController();
    const answer = await forward(
      { ...transport, ...still },
      { method: 'GET', target, headers: {}, body: undefined, gone },
    );
    expect([answer.status, signed]).toEqual([404, 0]);
  },
);

describe('credentials', () => {
  const SECRETS = ['AKIDEXAMPLE', 'a-secret-key', 'a-session-token', 'eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl'];

  test('sign each request, and are in no answer, log or address', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', SECRETS[0]);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', SECRETS[1]);
    vi.stubEnv('AWS_SESSION_TOKEN', SECRETS[2]);
    vi.stubEnv('AWS_PROFILE', undefined);
    const sign = signatureFor(REMOTE, { profile: undefined, region: undefined, token: undefined });
    // API Gateway repeats the request that it does not accept.
    page = await servePage(
      (request, response) => {
        const said = Object.entries(request.headers).map(([name, value]) => `${name}:${value}`);
        const message = `The request signature does not match.\n\nThe Canonical String was\n'${said.join('\n')}'`;
        response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
      },
      { sign },
    );
    const answer = await send(page.port, '/v1/drills', { headers: { cookie: page.cookie } });
    expect(page.called[0]?.headers['authorization']).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/);
    expect(page.called[0]?.headers['x-amz-security-token']).toBe('a-session-token');
    const seen = JSON.stringify([answer, page.logged, page.said]);
    expect(SECRETS.filter((secret) => seen.includes(secret))).toEqual([]);
    expect(seen).not.toContain('Signature=');
  });

  test('a token from a file is read again every time, and never repeated', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drs-drill-token-'));
    const tokenFile = join(folder, 'token');
    const token = accessTokenOf({ tokenFile }, {});
    const sign = signatureFor(REMOTE, { profile: undefined, region: undefined, token });
    page = await servePage(undefined, { sign, token });
    const seen: unknown[] = [await problemOf(page)];
    for (const text of [`${SECRETS[3]}\n`, 'a.fresh.token', `Bearer ${SECRETS[3]}`]) {
      await writeFile(tokenFile, text);
      seen.push(await problemOf(page));
    }
    expect(page.called.map(({ headers }) => headers['authorization'])).toEqual([
      `Bearer ${SECRETS[3]}`,
      'Bearer a.fresh.token',
    ]);
    expect(seen[0]).toMatchObject({ status: 401, code: 'no-credentials', detail: expect.stringContaining('ENOENT') });
    expect(seen[3]).toMatchObject({ status: 401, detail: expect.stringContaining('does not contain an access token') });
    expect(JSON.stringify([seen, page.logged])).not.toContain(SECRETS[3]);
    await rm(folder, { recursive: true });
  });

  test('that are missing are asked for with the command that gets them', async () => {
    const sign = async () => {
      throw new CommandError(EXIT.ERROR, 'there are no AWS credentials to sign with', { fix: 'aws sso login' });
    };
    page = await servePage(undefined, { sign });
    const problem = await problemOf(page);
    expect(problem).toMatchObject({ status: 401, code: 'no-credentials' });
    expect(problem.detail).toMatch(/there are no AWS credentials.*aws sso login/);
    expect(page.called).toEqual([]);
  });
});
