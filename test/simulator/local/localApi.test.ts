import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploymentOf, readServerlessFile } from '../../../src/simulator/lambda/serverlessFile.ts';
import { type LocalApi, startLocalApi } from '../../../src/simulator/local/localApi.ts';
import { givenPorts, through } from '../../handlers/given.ts';

let api: LocalApi;
let requested: unknown[];
beforeAll(async () => {
  givenPorts();
  const site = { accountId: '111122223333', region: 'eu-west-1' };
  const deployment = deploymentOf(readServerlessFile(), site, 'http://127.0.0.1');
  const invoke = async (name: string, event: unknown) => {
    if (name === 'unknownRoute') return { ...(await through(name, event)), batchItemFailures: [] };
    requested.push((event as { queryStringParameters?: unknown }).queryStringParameters);
    return { statusCode: 200, headers: {}, body: '{}', batchItemFailures: [] };
  };
  const log = { info: () => undefined, error: () => undefined };
  const invoker = { invoke, byArn: () => undefined, running: () => 0 };
  api = await startLocalApi(deployment, invoker, { port: 0, now: () => 0, log });
}, 60_000);
afterAll(() => api.close());

test.each([
  ['GET', '/v1/drils', 404, 'unknown-route', 'There is no route /v1/drils; GET /v1/openapi.json lists them', null],
  ['GET', '/', 404, 'unknown-route', 'There is no route /; GET /v1/openapi.json lists them', null],
  ['DELETE', '/v1/drills', 405, 'unknown-method', '/v1/drills supports GET and POST, not DELETE', 'GET, POST'],
  ['POST', '/v1/drills/d-1', 405, 'unknown-method', '/v1/drills/d-1 supports GET, not POST', 'GET'],
])('%s %s gets a problem document that lists the alternatives', async (method, path, status, code, detail, allow) => {
  const answer = await fetch(`${api.url}${path}`, { method });
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('allow')]).toEqual([
    status,
    'application/problem+json',
    allow,
  ]);
  expect(await answer.json()).toMatchObject({
    type: `urn:drs-drill:problem:${code}`,
    status,
    code,
    detail,
    instance: path,
  });
});

test('API Gateway itself answers a preflight request, which reaches no function', async () => {
  const answer = await fetch(`${api.url}/v1/drills`, { method: 'OPTIONS' });
  expect([answer.status, await answer.json()]).toEqual([404, { message: 'Not Found' }]);
});

test('a repeated parameter reaches the function joined by a comma, as in API Gateway', async () => {
  requested = [];
  await fetch(`${api.url}/v1/drills?phase=HOLDING&limit=5&phase=LAUNCHING`);
  await fetch(`${api.url}/v1/drills`);
  expect(requested).toEqual([{ phase: 'HOLDING,LAUNCHING', limit: '5' }, undefined]);
});
