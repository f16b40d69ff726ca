import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/flow/ports.ts';
import { createStore, type StorePorts } from '../../src/store/createStore.ts';
import { createEntities } from '../../src/store/entities.ts';
import { aDrill, aSave, START } from '../builders.ts';
import { storeContract } from './contract.ts';
import { type EmbeddedTable, openEmbeddedTable } from './embeddedTable.ts';
import { noteContract } from './evidence/noteContract.ts';
import { sealContract } from './evidence/sealContract.ts';
import { scheduleContract } from './scheduleContract.ts';

describe('the store on DynamoDB', () => {
  let table: EmbeddedTable;
  let store: StorePorts;
  let now = START;
  const clock: Pick<Clock, 'now'> = { now: () => now };
  const deployment = { accountId: '111122223333', region: 'eu-central-1', stage: 'test' };

  beforeAll(async () => {
    table = await openEmbeddedTable();
    // ElectroDB takes a third of a second to prepare its entities.
    store = storeOf('a0');
  });
  afterAll(() => table.close());

  const open = async () => ({
    ports: store,
    setNow(instant: number) {
      now = instant;
    },
  });
  storeContract(open, 10);
  scheduleContract(open);
  sealContract(open);
  noteContract(open);

  test('two concurrent readers of the owner get the same one', async () => {
    const owners = await Promise.all([storeOf('b1').owner(), storeOf('c2').owner()]);
    expect(owners[0]).toBe(owners[1]);
  });

  test('a drill that a newer version of the product wrote is not read', async () => {
    // given
    const drill = aDrill({ drillId: 'newer' });
    await store.drills.save(aSave(drill));
    await entities().record.patch({ drillId: 'newer' }).set({ schema: 3 }).go();
    // when
    const load = store.drills.load('newer');
    // then
    await expect(load).rejects.toThrow('Drill newer was written by a newer version');
  });

  test('a drill with more than one save is still recognised as saved under an older save id', async () => {
    // given
    const drill = aDrill({ drillId: 'repeated' });
    const first = aSave(drill);
    await store.drills.save(first);
    await store.drills.save(aSave(drill, { readVersion: 1 }));
    // when
    const again = await store.drills.save(first);
    // then
    expect(again).toEqual({ result: 'SAVED' });
    expect(await store.drills.load('repeated')).toMatchObject({ version: 2 });
  });

  test('only questions, finished acts, inbox entries and receipts expire', async () => {
    // given
    const drill = aDrill({ drillId: 'expiring' });
    const act = { kind: 'ArmWake' as const, n: 1, wakeAt: START };
    const requested = ['e1', 'e2'].map((effectId) => ({ effectId, delaySeconds: 0, effect: act }));
    const question = { effectId: 'e3', delaySeconds: 0, effect: { kind: 'Wake' as const } };
    await store.drills.save(aSave(drill, { requested: [...requested, question] }));
    await store.inbox.put('expiring', 'k', 'd', { type: 'Woken', at: START });
    const receipt = { receiptId: 'expiring', requestHash: 'hash' };
    await store.drills.save(aSave(drill, { readVersion: 1, answeredEffectIds: ['e1'], receipt }));
    // when
    const { effect, inbox, receipt: receipts } = entities();
    const e1 = await effect.get({ drillId: 'expiring', effectId: 'e1' }).go();
    const e2 = await effect.get({ drillId: 'expiring', effectId: 'e2' }).go();
    const e3 = await effect.get({ drillId: 'expiring', effectId: 'e3' }).go();
    const entry = await inbox.get({ drillId: 'expiring', inboxId: 'k' }).go();
    // then
    expect(e1.data?.expires).toBe(START / 1000 + 7 * 86_400);
    expect(e2.data?.expires).toBeUndefined();
    expect(e3.data?.expires).toBe(START / 1000 + 7 * 86_400);
    expect(entry.data?.expires).toBe(START / 1000 + 7 * 86_400);
    const kept = await receipts.get({ receiptId: 'expiring' }).go();
    expect(kept.data?.expires).toBe(START / 1000 + 7 * 86_400);
  });

  function storeOf(random: string): StorePorts {
    const ids = { next: () => random };
    return createStore({ client: table.client, tableName: table.tableName, clock, ids, deployment });
  }

  function entities() {
    return createEntities({ client: table.client, table: table.tableName }).entities;
  }
});
