import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { answerOf, Refusal } from '../../../src/page/api/answers.ts';
import { defaults, listDrills, type Problem } from '../../../src/page/api/client.ts';
import { conditionalFetch } from '../../../src/page/api/conditionalFetch.ts';
import { failureOf, isOutage } from '../../../src/page/api/failure.ts';

describe('a request fails', () => {
  test('because the server of the page was stopped', async () => {
    const error = await failed(await addressOf(stoppedServer()));
    expect(failureOf(error)).toBe('NO_SERVER');
    expect(error.message).toContain('The server of this page does not answer');
    expect(isOutage(error)).toBe(true);
  });

  test('because the server of the page was stopped in the middle of its answer', async () => {
    const half: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('{"drills":', () => response.destroy());
    };
    expect(failureOf(await failed(await addressOf(runningServer(half))))).toBe('NO_SERVER');
  });

  test.each([
    [401, 'NO_CREDENTIALS', true],
    [403, 'NO_RIGHT', false],
    [429, 'OVERLOADED', false],
    [502, 'NO_API', true],
    [503, 'OVERLOADED', false],
    [504, 'NO_API', true],
    [404, 'REFUSED', false],
    [500, 'REFUSED', false],
  ])('with %i as %s', (status, failure, outage) => {
    const error = new Refusal(status, { status, detail: '' } as Problem);
    expect(failureOf(error)).toBe(failure);
    expect(isOutage(error)).toBe(outage);
  });

  test.each([
    ['the page of another program', 'text/html', '<!doctype html><title>Another program</title>'],
    ['JSON that was cut', 'application/json', '{"drills":[{"drillId":'],
    ['nothing', 'text/plain', ''],
  ])('because something else answers in place of the server of the page: %s', async (_what, type, text) => {
    const other: RequestListener = (_request, response) => response.writeHead(200, { 'content-type': type }).end(text);
    Object.assign(defaults, { baseUrl: await addressOf(runningServer(other)), fetch: conditionalFetch });
    const error = await answerOf(listDrills()).catch((refused) => refused);
    expect(failureOf(error)).toBe('NO_SERVER');
    expect(error.message).toContain('Something else answers');
    expect(isOutage(error)).toBe(true);
  });

  test('because the page itself has a fault, which is no outage', () => {
    const error = new TypeError("Cannot read properties of undefined (reading 'items')");
    expect(failureOf(error)).toBe('FAULT');
    expect(isOutage(error)).toBe(false);
  });
});

test('an answer that came whole is given as it came', async () => {
  const address = await addressOf(
    runningServer(({ url }, response) => {
      response.writeHead(url === '/none' ? 204 : 201, { 'content-type': 'application/json', etag: '"7"' });
      response.end(url === '/none' ? undefined : '{"drillId":"d-1"}');
    }),
  );
  const answer = await conditionalFetch(`${address}/`, { method: 'POST', body: '{}' });
  expect([answer.status, answer.headers.get('etag'), await answer.json()]).toEqual([201, '"7"', { drillId: 'd-1' }]);
  expect((await conditionalFetch(`${address}/none`)).status).toBe(204);
});

function failed(address: string): Promise<Error> {
  return conditionalFetch(address).then(
    async (answer) => {
      throw new Error(`it answered ${answer.status} with ${await answer.text()}`);
    },
    (error) => error,
  );
}

async function runningServer(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return server;
}

async function stoppedServer() {
  const server = await runningServer(() => undefined);
  const address = server.address();
  server.close();
  return { address: () => address };
}

async function addressOf(started: Promise<{ address(): unknown }>): Promise<string> {
  return `http://127.0.0.1:${((await started).address() as AddressInfo).port}`;
}
