import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, test } from 'vitest';
import { Unavailable } from '../../src/flow/errors.ts';
import { createStore, type StorePorts } from '../../src/store/createStore.ts';
import { aDrill, aSave, aSiteRecord, SITE, START } from '../builders.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Each call that the HTTP handlers make, through ElectroDB and the SDK. */
const CALLS: [string, (store: StorePorts) => Promise<unknown>][] = [
  ['load a drill', (store) => store.drills.load('d')],
  ['save a drill', (store) => store.drills.save(aSave(aDrill()))],
  ['list drills', (store) => store.drills.list({ from: null, to: null, by: null }, 1)],
  ['read a journal', (store) => store.drills.journal('d', 1, 1)],
  ['read an inbox', (store) => store.inbox.unread('d', 1)],
  ['load a site', (store) => store.sites.load(SITE)],
  ['save a site', (store) => store.sites.save(aSiteRecord(), 1, 'save')],
  ['look at a line of starts', (store) => store.sites.aheadOf(SITE, { ticketId: 't', at: START }, 0)],
  ['put a receipt', (store) => store.receipts.put({ receiptId: 'r', requestHash: 'h' })],
  ['load the owner', (store) => store.owner()],
  ['list servers', (store) => store.history.servers(SITE, 1)],
];

describe('a table that does not answer is reported as busy, whatever the call', () => {
  test.each(CALLS)('throttled: %s', async (_what, call) => {
    await expect(call(await storeAt(400, 'ThrottlingException'))).rejects.toBeInstanceOf(Unavailable);
  });

  test.each(CALLS)('refused for a signature that expired on its way: %s', async (_what, call) => {
    await expect(call(await storeAt(400, 'InvalidSignatureException'))).rejects.toBeInstanceOf(Unavailable);
  });

  test.each(CALLS)('in trouble: %s', async (_what, call) => {
    await expect(call(await storeAt(500, 'InternalServerError'))).rejects.toBeInstanceOf(Unavailable);
  });

  test.each(CALLS)('unreachable: %s', async (_what, call) => {
    await expect(call(storeOn('http://127.0.0.1:1'))).rejects.toBeInstanceOf(Unavailable);
  });

  test.each(CALLS)('but a missing permission is a fault: %s', async (_what, call) => {
    const fault = await call(await storeAt(400, 'AccessDeniedException')).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Error);
    expect(fault).not.toBeInstanceOf(Unavailable);
  });
});

/** A store on a DynamoDB that answers every call with this error. */
async function storeAt(status: number, type: string): Promise<StorePorts> {
  const answering = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'as the test says' }));
  });
  server = answering;
  await new Promise<void>((resolve) => answering.listen(0, '127.0.0.1', resolve));
  return storeOn(`http://127.0.0.1:${(answering.address() as AddressInfo).port}`);
}

function storeOn(endpoint: string): StorePorts {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 });
  return createStore({
    client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    tableName: 'drills',
    clock: { now: () => START },
    ids: { next: () => '0' },
    deployment: { ...SITE, stage: 'test' },
  });
}
