import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acting } from '../../../src/aws/clientSettings.ts';
import { scaleTimers } from '../../../src/simulator/local/scaledTimers.ts';

const server = createServer((_request, response) => {
  timeout(() => response.end('{"TableNames":[]}'), 300);
});
const timeout = globalThis.setTimeout;

let unscale = () => {};
beforeEach(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterEach(() => {
  unscale();
  server.close();
});

test('a pause is shorter', async () => {
  unscale = scaleTimers(60, () => true);
  const began = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  expect(performance.now() - began).toBeLessThan(30_000);
});

test('a call still has all its time, because a busy machine is no faster', async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({ ...acting(3), endpoint, region: 'eu-west-1', credentials });
  unscale = scaleTimers(60, () => true);
  expect(await client.send(new ListTablesCommand({}))).toMatchObject({ TableNames: [] });
});
