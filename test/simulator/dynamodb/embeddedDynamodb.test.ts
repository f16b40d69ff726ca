import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { expect, test, vi } from 'vitest';
import { startEmbeddedDynamodb } from '../../../src/simulator/dynamodb/embeddedDynamodb.ts';
import { clientSettings } from '../wire/double.ts';

test('the table survives its process when it is kept in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drs-drill-'));
  const file = join(folder, 'table.db');
  const first = await startEmbeddedDynamodb({ file });
  await new DynamoDBClient(clientSettings(first.endpoint)).send(
    new CreateTableCommand({
      TableName: 'drills',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await first.stop();
  const second = await startEmbeddedDynamodb({ file });
  const { TableNames } = await new DynamoDBClient(clientSettings(second.endpoint)).send(new ListTablesCommand({}));
  await second.stop();
  await rm(folder, { recursive: true });
  expect(TableNames).toEqual(['drills']);
});

test('once stopped it no longer responds', async () => {
  const embedded = await startEmbeddedDynamodb();
  const whileUp = await fetch(embedded.endpoint);
  await embedded.stop();
  expect(whileUp.status).toBe(200);
  await expect(fetch(embedded.endpoint)).rejects.toThrow('fetch failed');
});

test('a port in use is an error at once, with the reason', async () => {
  const embedded = await startEmbeddedDynamodb();
  await expect(startEmbeddedDynamodb({ at: new URL(embedded.endpoint) })).rejects.toThrow(/did not start.*in use/);
  await embedded.stop();
});

test('a chosen port that another process takes first is no error: it starts on the next one', async () => {
  const other = await startEmbeddedDynamodb();
  const { hostname, port } = new URL(other.endpoint);
  const addresses = [
    { hostname, port },
    { hostname: '127.8.8.8', port: Number(port) },
  ];
  const free = async () => addresses.shift() ?? { hostname, port };
  const embedded = await startEmbeddedDynamodb({ free });
  await Promise.all([embedded.stop(), other.stop()]);
  expect(embedded.endpoint).toBe(`http://127.8.8.8:${port}`);
});

/** The binary responds whatever the Host and Origin, and lets any page read the response. */
test('a web page that tries every port of this machine does not find it', async () => {
  const embedded = await startEmbeddedDynamodb();
  const { hostname, port } = new URL(embedded.endpoint);
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0']) {
    await expect(fetch(`http://${host}:${port}`)).rejects.toThrow('fetch failed');
  }
  await embedded.stop();
  const others = await Promise.all([startEmbeddedDynamodb(), startEmbeddedDynamodb()]);
  const addresses = [hostname, ...others.map(({ endpoint }) => new URL(endpoint).hostname)];
  expect(new Set(addresses).size).toBe(3);
  expect(addresses.every((address) => /^127(\.\d{1,3}){3}$/.test(address))).toBe(true);
  await Promise.all(others.map((one) => one.stop()));
});

test('it ends when the process that started it is killed', async () => {
  const module = new URL('../../../src/simulator/dynamodb/embeddedDynamodb.ts', import.meta.url).href;
  const script = `import { startEmbeddedDynamodb } from '${module}'; console.log((await startEmbeddedDynamodb()).endpoint);`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [endpoint] = await once(owner.stdout, 'data');
  const before = await fetch(String(endpoint).trim());
  owner.kill('SIGKILL');
  await vi.waitFor(() => expect(fetch(String(endpoint).trim())).rejects.toThrow('fetch failed'), 3000);
  expect(before.status).toBe(200);
});

test('the error on a platform without the binary names the remedy', async () => {
  const platform = vi.spyOn(process, 'platform', 'get').mockReturnValue('aix');
  await expect(startEmbeddedDynamodb()).rejects.toThrow(/no embedded DynamoDB for this platform.*DYNAMODB_ENDPOINT/);
  platform.mockRestore();
});
