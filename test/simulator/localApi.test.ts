import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploymentOf, readServerlessFile } from '../../src/simulator/deployment.ts';
import { type LocalApi, startLocalApi } from '../../src/simulator/localApi.ts';

let api: LocalApi;
let asked: unknown[];
beforeAll(async () => {
  const site = { accountId: '111122223333', region: 'eu-west-1' };
  const deployment = deploymentOf(await readServerlessFile(), site, 'http://127.0.0.1');
  const invoke = async (_name: string, event: unknown) => {
    asked.push((event as { queryStringParameters?: unknown }).queryStringParameters);
    return { statusCode: 200, headers: {}, body: '{}', batchItemFailures: [] };
  };
  const log = { info: () => undefined, error: () => undefined };
  const invoker = { invoke, byArn: () => undefined, running: () => 0 };
  api = await startLocalApi(deployment, invoker, { port: 0, now: () => 0, log });
}, 60_000);
afterAll(() => api.close());

test('a parameter that is given twice reaches the function as API Gateway has it: joined by a comma', async () => {
  asked = [];
  await fetch(`${api.url}/v1/drills?phase=HOLDING&limit=5&phase=LAUNCHING`);
  await fetch(`${api.url}/v1/drills`);
  expect(asked).toEqual([{ phase: 'HOLDING,LAUNCHING', limit: '5' }, undefined]);
});
