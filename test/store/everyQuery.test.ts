import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GROUPS, type Page, type Query } from '../../bench/queryGroups.ts';
import { countReads, type Read } from '../../src/simulator/dynamodb/readCounter.ts';
import { createStore, type StorePorts } from '../../src/store/createStore.ts';
import { createEntities } from '../../src/store/entities.ts';
import { SITE, START } from '../builders.ts';
import { type EmbeddedTable, openEmbeddedTable } from './embeddedTable.ts';
import { capacityUnitsOf } from './itemBytes.ts';

const DRILLS = 100;
const LIMIT = 4;
const QUERIES = GROUPS.flatMap((group) =>
  group.queries.map((query): [string, Query] => [`${group.name}: ${query.name}`, query]),
);

let table: EmbeddedTable;
let store: StorePorts;
let reads: Read[];

/** The items of all queries in one table. */
beforeAll(async () => {
  table = await openEmbeddedTable();
  const entities = createEntities({ client: table.client, table: table.tableName });
  for (const group of GROUPS) await group.seed(entities, DRILLS);
  reads = countReads(table.client);
  const settings = { client: table.client, tableName: table.tableName, clock: { now: () => START } };
  store = createStore({ ...settings, ids: { next: () => 'a0' }, deployment: { ...SITE, stage: 'test' } });
});
afterAll(() => table.close());

describe('every query reads what it returns and nothing else', () => {
  test.each(QUERIES)('%s', async (_name, query) => {
    // when
    reads.length = 0;
    let returned = 0;
    for (let next: string | null | undefined; next !== null; ) {
      const page: Page = await query.page(store, LIMIT, next);
      returned += page.items.length;
      next = page.cursor;
    }
    // then
    expect(returned).toBeGreaterThan(LIMIT);
    expect(reads.reduce((sum, { scanned }) => sum + scanned, 0) / returned).toBe(1);
    for (const { scanned, items, capacityUnits, isConsistent } of reads) {
      expect(scanned).toBe(items.length);
      expect(capacityUnits).toBe(capacityUnitsOf(items, isConsistent));
    }
  });
});
