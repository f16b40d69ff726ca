import { beforeEach, describe, expect, test } from 'vitest';
import { createMemoryTable } from '../../src/simulator/memory/memoryTable.ts';
import type { WriteVerdict } from '../../src/simulator/memory/memoryWriter.ts';
import type { StreamChange } from '../../src/store/stream/streamRecords.ts';
import { aDrill, aSave, aWake, START } from '../builders.ts';
import { storeContract } from './contract.ts';
import { noteContract } from './evidence/noteContract.ts';
import { sealContract } from './evidence/sealContract.ts';
import { scheduleContract } from './scheduleContract.ts';

describe('the table in memory', () => {
  let now = START;
  let verdict: WriteVerdict;
  let changes: StreamChange[];
  let table: ReturnType<typeof createMemoryTable>;

  beforeEach(() => {
    verdict = 'OK';
    changes = [];
    table = createMemoryTable({
      now: () => now,
      onChange: (change) => changes.push(change),
      faults: { beforeWrite: () => verdict },
    });
  });

  const shared = createMemoryTable({ now: () => now, onChange: () => undefined });
  const open = async () => ({
    ports: shared.ports,
    setNow(instant: number) {
      now = instant;
    },
  });
  storeContract(open, 200);
  scheduleContract(open);
  sealContract(open);
  noteContract(open);

  test('streams each requested effect and each inbox notification, in the order of the items', async () => {
    // given
    const drill = aDrill();
    await table.ports.drills.save(
      aSave(drill, { requested: [aWake('e1', 5), aWake('e2')], calledDrillIds: ['other'] }),
    );
    // when
    await table.ports.inbox.put(drill.drillId, 'k', 'd', { type: 'Woken', at: START });
    // then
    expect(changes).toEqual([
      { type: 'effect', drillId: drill.drillId, effectId: 'e1', delaySeconds: 5 },
      { type: 'effect', drillId: drill.drillId, effectId: 'e2', delaySeconds: 0 },
      { type: 'inboxNotification', drillId: 'other' },
      { type: 'inboxNotification', drillId: drill.drillId },
    ]);
  });

  test('streams nothing of what is taken, answered, withdrawn or removed', async () => {
    // given
    const drill = aDrill();
    await table.ports.drills.save(aSave(drill, { requested: [aWake('e1'), aWake('e2')] }));
    await table.ports.inbox.put(drill.drillId, 'k', 'd', { type: 'Woken', at: START });
    changes = [];
    // when
    await table.ports.effects.take(drill.drillId, 'e1', 'taker', START);
    const save = { readVersion: 1, answeredEffectIds: ['e1'], withdrawnEffectIds: ['e2'], readInboxIds: ['k'] };
    await table.ports.drills.save(aSave(drill, save));
    // then
    expect(changes).toEqual([]);
  });

  test('takes a conflicting save for a stale one', async () => {
    verdict = 'CONFLICT';
    expect(await table.ports.drills.save(aSave(aDrill()))).toEqual({ result: 'STALE' });
    expect(table.drills()).toEqual([]);
  });

  test('has written the save whose reply was lost', async () => {
    // given
    verdict = 'REPLY_LOST';
    const save = aSave(aDrill());
    // when
    await expect(table.ports.drills.save(save)).rejects.toThrow('The reply was lost: save');
    verdict = 'OK';
    // then
    expect(await table.ports.drills.save(save)).toEqual({ result: 'SAVED' });
    expect(table.entriesOf(save.drill.drillId)).toEqual([save.entry]);
  });

  test('has written nothing of a throttled save', async () => {
    // given
    const drill = aDrill();
    await table.ports.drills.save(aSave(drill, { requested: [aWake('e1')] }));
    verdict = 'THROTTLED';
    // when
    await expect(table.ports.effects.take(drill.drillId, 'e1', 'taker', START)).rejects.toThrow('ThrottlingException');
    // then
    expect(table.effectsOf(drill.drillId)).toMatchObject([{ state: 'REQUESTED' }]);
  });

  test('removes finished effects in time', async () => {
    // given
    const drill = aDrill();
    await table.ports.drills.save(aSave(drill, { requested: [aWake('e1')] }));
    await table.ports.drills.save(aSave(drill, { readVersion: 1, answeredEffectIds: ['e1'] }));
    // when
    now = START + 8 * 86_400_000;
    // then
    expect(await table.ports.effects.load(drill.drillId, 'e1')).toBeUndefined();
  });

  test('shares no object with its callers', async () => {
    // given
    const drill = aDrill();
    await table.ports.drills.save(aSave(drill));
    // when
    const loaded = await table.ports.drills.load(drill.drillId);
    if (loaded !== undefined) loaded.drill.why = 'changed by a reader';
    // then
    expect(await table.ports.drills.load(drill.drillId)).toMatchObject({ drill });
    expect(table.drills()).toEqual([drill]);
  });

  test('keeps the notes of the guard', async () => {
    await table.ports.drills.note('d', START, { jobId: 'drsjob-1' });
    expect(table.notesOf('d')).toEqual([{ at: START, note: { jobId: 'drsjob-1' } }]);
  });
});
