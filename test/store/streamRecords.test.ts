import { DescribeStreamCommand, GetRecordsCommand, GetShardIteratorCommand } from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStore, type StorePorts } from '../../src/store/createStore.ts';
import { type StreamChange, streamChange } from '../../src/store/stream/streamRecords.ts';
import { aDrill, aSave, aWake, START } from '../builders.ts';
import { type EmbeddedTable, openEmbeddedTable } from './embeddedTable.ts';

describe("the table's stream", () => {
  let table: EmbeddedTable;
  let store: StorePorts;

  beforeAll(async () => {
    table = await openEmbeddedTable();
    store = createStore({
      client: table.client,
      tableName: table.tableName,
      clock: { now: () => START },
      ids: { next: () => 'a0' },
      deployment: { accountId: '111122223333', region: 'eu-central-1', stage: 'test' },
    });
  });
  afterAll(() => table.close());

  test('notifies each time the same message is put, and not when it is removed', async () => {
    // given
    const before = (await records()).length;
    // when
    await store.inbox.put('d1', 'k', 'delivery-1', { type: 'Woken', at: START });
    await store.inbox.put('d1', 'k', 'delivery-2', { type: 'Woken', at: START });
    await store.inbox.discard('d1', ['k']);
    // then
    const since = (await records()).slice(before);
    expect(since.map(streamChange)).toEqual([
      { type: 'inboxNotification', drillId: 'd1' },
      { type: 'inboxNotification', drillId: 'd1' },
      undefined,
    ]);
  });

  test('requests each effect once, when it is requested, and nothing else of a save', async () => {
    // given
    const before = (await records()).length;
    const drill = aDrill({ drillId: 'd2' });
    // when
    await store.drills.save(aSave(drill, { requested: [aWake('e1', 30), aWake('e2')] }));
    await store.effects.take('d2', 'e1', 'taker', START);
    const second = aSave(drill, { readVersion: 1, answeredEffectIds: ['e1'], withdrawnEffectIds: ['e2'] });
    await store.drills.save({ ...second, calledDrillIds: ['d3'] });
    // then
    const since = (await records()).slice(before).map(streamChange);
    const requested = since.filter((change): change is StreamChange => change !== undefined);
    expect(requested).toHaveLength(3);
    expect(requested).toEqual(
      expect.arrayContaining([
        { type: 'effect', drillId: 'd2', effectId: 'e1', delaySeconds: 30 },
        { type: 'effect', drillId: 'd2', effectId: 'e2', delaySeconds: 0 },
        { type: 'inboxNotification', drillId: 'd3' },
      ]),
    );
  });

  test('requests nothing where a record is not like ours', () => {
    const image = { __edb_e__: { S: 'inbox' }, drillId: { S: 'd1' } };
    const thirdParties: unknown[] = [
      undefined,
      null,
      'INSERT',
      { eventName: 'INSERT' },
      { eventName: 'INSERT', dynamodb: { NewImage: null } },
      { eventName: 'REMOVE', dynamodb: { OldImage: image } },
      { eventName: 'REMOVE', dynamodb: { NewImage: image } },
      { eventName: 'INSERT', dynamodb: { NewImage: { ...image, drillId: { N: '1' } } } },
      { eventName: 'INSERT', dynamodb: { NewImage: { ...image, __edb_e__: { S: 'record' } } } },
      { eventName: 'INSERT', dynamodb: { NewImage: { __edb_e__: { S: 'effect' }, drillId: { S: 'd1' } } } },
    ];
    expect(thirdParties.map(streamChange)).toEqual(thirdParties.map(() => undefined));
  });

  async function records(): Promise<unknown[]> {
    const { StreamDescription } = await table.streams.send(new DescribeStreamCommand({ StreamArn: table.streamArn }));
    const found: unknown[] = [];
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      const request = { StreamArn: table.streamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
      let { ShardIterator } = await table.streams.send(new GetShardIteratorCommand(request));
      for (let empty = false; ShardIterator !== undefined && !empty; ) {
        const page = await table.streams.send(new GetRecordsCommand({ ShardIterator }));
        found.push(...(page.Records ?? []));
        empty = (page.Records ?? []).length === 0;
        ShardIterator = page.NextShardIterator;
      }
    }
    return found;
  }
});
