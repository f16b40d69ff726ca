import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sumOf } from '../../bench/counts.ts';
import { runOurs } from '../../bench/ours.ts';
import { type Kept, readUnits, unitsOfSave, writeUnits } from '../../bench/requestUnits.ts';
import { shapeOfServers } from '../../bench/shape.ts';
import type { Save } from '../../src/flow/ports.ts';
import { createStore } from '../../src/store/createStore.ts';
import { type EmbeddedTable, openEmbeddedTable } from '../store/embeddedTable.ts';

describe('request units', () => {
  let table: EmbeddedTable;
  beforeAll(async () => {
    table = await openEmbeddedTable();
  });
  afterAll(() => table.close());

  test.each([1, 20, 100])('for the saves of a drill of %i servers equal DynamoDB’s own count', async (servers) => {
    // given
    const saves: Save[] = [];
    await runOurs(shapeOfServers(servers), servers, 0, (save) => saves.push(renamed(save, servers)));
    const consumed = countWrites(table.client);
    const clock = { now: () => saves[0]?.entry.at ?? 0 };
    const deployment = { accountId: '111122223333', region: 'us-east-1', stage: 'bench' };
    const { client, tableName } = table;
    const store = createStore({ client, tableName, clock, ids: { next: () => 'a0' }, deployment });
    // when
    const counted: number[] = [];
    const sites = new Map<string, number>();
    let kept: Kept | undefined;
    for (const save of saves) {
      const measured = unitsOfSave(save, kept, sites);
      kept = measured.kept;
      counted.push(sumOf(measured.units));
      expect(await store.drills.save(save)).toEqual({ result: 'SAVED' });
    }
    // then
    expect(counted.length).toBeGreaterThan(10);
    expect(counted).toEqual(consumed);
  });

  test('round up to 1 KB per write and 4 KB per read, half when eventually consistent', () => {
    expect([0, 1024, 1025].map(writeUnits)).toEqual([1, 1, 2]);
    expect([0, 4096, 4097].map((bytes) => readUnits(bytes))).toEqual([1, 1, 2]);
    expect(readUnits(4097, false)).toBe(1);
  });
});

/** Each in its own site, so that site versions start again. */
function renamed(save: Save, servers: number): Save {
  const region = `us-east-${servers}`;
  const drillId = `d-${String(servers).padStart(24, '0')}`;
  const text = JSON.stringify(save).replaceAll('us-east-1', region).replaceAll(save.drill.drillId, drillId);
  return { dueAt: undefined, readVersion: undefined, ...JSON.parse(text) };
}

/** The consumed capacity that DynamoDB reports per transaction, indexes included. */
function countWrites(client: DynamoDBDocumentClient): number[] {
  const consumed: number[] = [];
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        if (commandName !== 'TransactWriteItemsCommand') return next(args);
        const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
        const { ConsumedCapacity = [] } = answer.output as { ConsumedCapacity?: { CapacityUnits: number }[] };
        consumed.push(ConsumedCapacity.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0));
        return answer;
      },
    { step: 'initialize', name: 'countWrites', override: true },
  );
  return consumed;
}
