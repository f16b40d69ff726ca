import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JournalEntry } from '../../src/drill/facts.ts';
import { lineListed } from '../../src/history/coverage.ts';
import { createStore, type StorePorts } from '../../src/store/createStore.ts';
import { SITE, START } from '../builders.ts';
import { type EmbeddedTable, openEmbeddedTable } from '../store/embeddedTable.ts';
import { givenPorts, payloadOf, through } from './given.ts';
import { itemsOf } from './hostile/world.ts';

const REQUESTS = 3;
const SERVERS = 300;
/** After this time DynamoDB may remove what is kept of a server that DRS does not know. */
const DAY_SECONDS = 86_400;
const KEPT_SECONDS_MAX = 31 * DAY_SECONDS;

let table: EmbeddedTable;
let store: StorePorts;
beforeAll(async () => {
  table = await openEmbeddedTable();
  const { client, tableName } = table;
  let count = 0;
  const ids = { next: () => `${++count}`.padStart(24, '0') };
  store = createStore({ client, tableName, clock: { now: () => START }, ids, deployment: { ...SITE, stage: 'test' } });
});
afterAll(() => table.close());

test('requests full of invented servers leave nothing permanently; a real server’s history stays', async () => {
  // given
  givenPorts(store);
  const real = 's-0123456789abcdef0';
  const line = lineListed(undefined, { sourceServerId: real, site: SITE, hostname: 'web' }, START);
  await store.history.saveServer({ read: await store.history.loadServer(real), value: line });
  // when
  for (let request = 0; request < REQUESTS; request++) {
    const invented = Array.from({ length: SERVERS - 1 }, (_, n) => `s-${`${request * SERVERS + n}`.padStart(17, 'f')}`);
    await requested([real, ...invented]);
  }
  // then
  const trials = (await itemsOf(table)).filter((item) => String(item['sk']).startsWith('$trial_1'));
  expect(trials).toHaveLength(REQUESTS * SERVERS);
  const forEver = trials.filter(({ expires }) => expires === undefined);
  expect(forEver.map(({ sourceServerId }) => sourceServerId)).toEqual(Array.from({ length: REQUESTS }, () => real));
  const latest = Math.max(...trials.map(({ expires }) => Number(expires ?? 0)));
  expect(latest).toBeLessThan(START / 1000 + KEPT_SECONDS_MAX);
  const others = (await itemsOf(table)).filter((item) => /s-f{3}/.test(JSON.stringify([item['pk'], item['sk']])));
  expect(others.filter(({ expires }) => expires === undefined)).toEqual([]);
}, 120_000);

/** A drill of these servers is requested and cancelled, and both are published. */
async function requested(sourceServerIds: string[]): Promise<void> {
  const payload = await payloadOf('startDrill');
  const body = JSON.stringify({ waves: [{ sourceServerIds }], holdSeconds: 0, reason: 'x' });
  const headers = { 'content-type': 'application/json' };
  const answer = await through('startDrill', { ...payload, headers, body });
  expect(answer.statusCode).toBe(202);
  const { drillId } = JSON.parse(answer.body);
  const cancel = await payloadOf('cancelDrill');
  const cancelled = await through('cancelDrill', {
    ...cancel,
    headers: { ...headers, 'if-match': '*' },
    pathParameters: { drillId },
  });
  expect(JSON.parse(cancelled.body)).toMatchObject({ phase: 'ENDED' });
  const entries = await store.drills.journal(drillId, 1, 100);
  expect(await through('publish', { Records: entries.map(recordOf) })).toEqual({ batchItemFailures: [] });
}

function recordOf({ drillId, seq }: JournalEntry): object {
  const NewImage = { __edb_e__: { S: 'journal' }, drillId: { S: drillId }, seq: { N: `${seq}` }, part: { N: '0' } };
  return { eventName: 'INSERT', dynamodb: { SequenceNumber: `${drillId}/${seq}`, NewImage } };
}
