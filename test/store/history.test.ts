import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lineListed } from '../../src/history/coverage.ts';
import { createMemoryTable } from '../../src/simulator/memory/memoryTable.ts';
import type { WriteVerdict } from '../../src/simulator/memory/memoryWriter.ts';
import { createStore, type StorePorts } from '../../src/store/createStore.ts';
import { createEntities } from '../../src/store/entities.ts';
import { aTrial, NOTHING_USED, SITE, START, serverId } from '../builders.ts';
import { type EmbeddedTable, openEmbeddedTable } from './embeddedTable.ts';
import { historyContract } from './historyContract.ts';

describe('the history on DynamoDB', () => {
  let table: EmbeddedTable;
  let store: StorePorts;
  beforeAll(async () => {
    table = await openEmbeddedTable();
    const deployment = { ...SITE, stage: 'test' };
    const clock = { now: () => START };
    const settings = { client: table.client, tableName: table.tableName, clock, ids: { next: () => 'a0' }, deployment };
    store = createStore(settings);
  });
  afterAll(() => table.close());

  historyContract(() => store.history);

  test('the trials of a large drill are kept in batches, so they do not overload the table', async () => {
    // given
    let [now, most] = [0, 0];
    table.client.middlewareStack.add(
      (next) => async (args) => {
        most = Math.max(most, ++now);
        return next(args).finally(() => now--);
      },
      { name: 'counting', step: 'initialize' },
    );
    const trials = Array.from({ length: 45 }, (_, n) => aTrial({ sourceServerId: serverId(7000 + n) }));
    // when
    await store.history.begin(trials);
    table.client.middlewareStack.remove('counting');
    // then
    expect(most).toBe(10);
    for (const trial of trials) {
      const page = await store.history.trials(trial.sourceServerId, { from: null, to: null }, 2);
      expect(page.items).toEqual([trial]);
    }
  });

  test('what a newer version of the product wrote is not read', async () => {
    // given
    const sourceServerId = 's-newer';
    const value = lineListed(undefined, { sourceServerId, site: SITE, hostname: null }, START);
    await store.history.saveServer({ read: { value: undefined, version: 0 }, value });
    const { entities } = createEntities({ client: table.client, table: table.tableName });
    await entities.server.patch({ sourceServerId }).set({ schema: 3 }).go();
    // then
    await expect(store.history.loadServer(sourceServerId)).rejects.toThrow('was written by a newer version');
  });
});

describe('the history in memory', () => {
  let verdict: WriteVerdict = 'OK';
  const settings = { now: () => START, onChange: () => undefined };
  const shared = createMemoryTable(settings);
  historyContract(() => shared.ports.history);

  test('treats a conflicting transaction as a stale one', async () => {
    // given
    const { history } = createMemoryTable({ ...settings, faults: { beforeWrite: () => verdict } }).ports;
    const value = lineListed(undefined, { sourceServerId: serverId(1), site: SITE, hostname: null }, START);
    verdict = 'CONFLICT';
    // then
    expect(await history.countDrill('d-1', [], NOTHING_USED)).toBe('STALE');
    expect(await history.saveServer({ read: { value: undefined, version: 0 }, value })).toBe(false);
    await expect(history.begin([aTrial()])).rejects.toThrow('TransactionConflictException');
  });
});
