import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStore, type StorePorts } from '../../src/store/createStore.ts';
import { aDrill, aSave, NOTHING_USED, SITE, START } from '../builders.ts';
import { type EmbeddedTable, openEmbeddedTable } from './embeddedTable.ts';

const ENDED = { drillId: 'd-2', schema: 2, __edb_e__: 'counted', __edb_v__: '1' };

let table: EmbeddedTable;
let store: StorePorts;
beforeAll(async () => {
  table = await openEmbeddedTable();
  const { client, tableName } = table;
  const settings = { client, tableName, clock: { now: () => START }, ids: { next: () => 'a' } };
  store = createStore({ ...settings, deployment: { ...SITE, stage: 'test' } });
}, 30_000);
afterAll(() => table.close());

describe('what events, the guard and the statistics write of a drill', () => {
  test('is in partitions of its own, apart from those that only functions that save drills may write', async () => {
    await store.drills.save(aSave(aDrill({ drillId: 'd-1' }), { calledDrillIds: ['d-1'] }));
    await store.inbox.put('d-1', 'wake/1', 'a', { type: 'Woken', at: START });
    await store.drills.note('d-1', START, { type: 'GuardFound' });
    await store.history.countDrill('d-1', [], NOTHING_USED);
    const Items = (await items()).filter((item) => item['drillId'] === 'd-1');
    const kinds = Items.map((item) => [item['__edb_e__'], item['pk']]).sort();
    expect(kinds).toEqual([
      ['counted', '$drs-drill#counted_d-1'],
      ['inbox', '$drs-drill#inbox_d-1'],
      ['inbox', '$drs-drill#inbox_d-1'],
      ['journal', '$drs-drill#drillId_d-1'],
      ['note', '$drs-drill#notes_d-1'],
      ['record', '$drs-drill#drillId_d-1'],
      ['summary', '$drs-drill#drillId_d-1'],
    ]);
  });

  test('is read and removed too where an older version has put it among the drill’s own items', async () => {
    await store.drills.save(aSave(aDrill({ drillId: 'd-3' })));
    for (const inboxId of ['wake/1', 'wake/2']) await putOlderEntry('d-3', inboxId);
    await store.inbox.put('d-3', 'wake/1', 'a', { type: 'Woken', at: START, n: 9 });
    const unread = await store.inbox.unread('d-3', 10);
    expect(unread.map(({ input }) => input)).toMatchObject([{ n: 1 }, { n: 2 }, { n: 9 }]);
    expect(await store.inbox.unread('d-3', 2)).toHaveLength(2);
    const [saved, discarded, stays] = unread.map(({ inboxId }) => inboxId);
    await store.drills.save(aSave(aDrill({ drillId: 'd-3' }), { readVersion: 1, readInboxIds: [saved ?? ''] }));
    await store.inbox.discard('d-3', [discarded ?? '']);
    expect((await store.inbox.unread('d-3', 10)).map(({ inboxId }) => inboxId)).toEqual([stays]);
    expect((await items()).filter((item) => item['drillId'] === 'd-3' && item['__edb_e__'] === 'inbox')).toHaveLength(
      1,
    );
  });

  test('counts no drill again that an older version has counted', async () => {
    await put({ ...ENDED, pk: '$drs-drill#drillId_d-2', sk: '$counted_1' });
    expect(await store.history.countDrill('d-2', [], NOTHING_USED)).toBe('ALREADY');
  });
});

async function putOlderEntry(drillId: string, inboxId: string): Promise<void> {
  const input = JSON.stringify({ type: 'Woken', at: START, n: Number(inboxId.at(-1)) });
  const entry = { drillId, inboxId, deliveryId: 'a', schema: 2, input, expires: START / 1000 + 60 };
  const sk = `$inbox_1#inboxId_${inboxId}`;
  await put({ ...entry, pk: `$drs-drill#drillId_${drillId}`, sk, __edb_e__: 'inbox', __edb_v__: '1' });
}

async function put(Item: Record<string, unknown>): Promise<void> {
  await table.client.send(new PutCommand({ TableName: table.tableName, Item }));
}

async function items(): Promise<Record<string, unknown>[]> {
  return (await table.client.send(new ScanCommand({ TableName: table.tableName }))).Items ?? [];
}
