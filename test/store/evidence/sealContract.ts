import { beforeEach, describe, expect, test } from 'vitest';
import type { SealReceipt } from '../../../src/flow/evidence/evidencePorts.ts';
import { aDrill, anEntry, aSave, START } from '../../builders.ts';
import type { TableUnderTest } from '../contract.ts';

const HOUR = 3_600_000;
let made = 0;

/** What every table must do that keeps what is to be sealed, and where. The table may have drills of earlier tests. */
export function sealContract(open: () => Promise<TableUnderTest>): void {
  let table: TableUnderTest;
  beforeEach(async () => {
    table = await open();
  });

  describe('the evidence of a drill', () => {
    test('is due from the save with which the drill ends, and not before', async () => {
      const drillId = await saved();
      const before = await table.ports.seals.dueOf(drillId);
      await ended(drillId, START + HOUR);
      expect(before).toEqual([]);
      expect(await table.ports.seals.dueOf(drillId)).toEqual([{ drillId, because: 'ENDED', dueAt: START + HOUR }]);
    });

    test('is not due when the save with which the drill ends is stale', async () => {
      const drillId = await saved();
      const drill = aDrill({ drillId });
      const entry = anEntry(drill, 8, { facts: [{ type: 'DrillEnded' }] });
      expect(await table.ports.drills.save(aSave(drill, { readVersion: 7, entry }))).toEqual({ result: 'STALE' });
      expect(await table.ports.seals.dueOf(drillId)).toEqual([]);
    });

    test('is due as soon as the drill is quarantined, at the time that the drill is marked with', async () => {
      const drillId = await saved();
      await table.ports.drills.markQuarantined(drillId, 'it is broken', START + HOUR);
      expect(await table.ports.seals.dueOf(drillId)).toEqual([
        { drillId, because: 'QUARANTINED', dueAt: START + HOUR },
      ]);
      const marked = { quarantined: 'it is broken', quarantinedAt: START + HOUR };
      expect(await table.ports.drills.load(drillId)).toMatchObject(marked);
    });

    test('is listed when it is due, the longest due first', async () => {
      const [late, early, later] = [await saved(), await saved(), await saved()];
      await ended(late, START - 20 * HOUR);
      await ended(early, START - 30 * HOUR);
      await ended(later, START - 10 * HOUR);
      const due = await table.ports.seals.due(START - 20 * HOUR, 2);
      expect(due).toEqual([
        { drillId: early, dueAt: START - 30 * HOUR },
        { drillId: late, dueAt: START - 20 * HOUR },
      ]);
      expect(await table.ports.seals.due(START - 20 * HOUR, 1)).toEqual(due.slice(0, 1));
      for (const drillId of [late, early, later])
        await table.ports.seals.keep(null, { drillId, because: 'ENDED', dueAt: 0 }, null);
      expect(await table.ports.seals.due(START - 10 * HOUR, 5)).toEqual([]);
    });

    test('has a receipt instead of being due once it is sealed, and then what is due next', async () => {
      const drillId = await saved();
      await ended(drillId, START + HOUR);
      const [done] = await table.ports.seals.dueOf(drillId);
      const next = { drillId, because: 'NOTES' as const, dueAt: START + 100 * HOUR };
      for (const _ of ['first', 'again']) if (done) await table.ports.seals.keep(aReceipt(drillId), done, next);
      expect(await table.ports.seals.dueOf(drillId)).toEqual([next]);
      expect(await table.ports.seals.receipts(drillId)).toEqual([aReceipt(drillId)]);
    });

    test('has a receipt for each part', async () => {
      const drillId = await saved();
      const done = { drillId, because: 'NOTES' as const, dueAt: START };
      const parts = ['FIRST', 'NOTES', 'RESOLVED'] as const;
      for (const part of parts) await table.ports.seals.keep({ ...aReceipt(drillId), part }, done, null);
      expect((await table.ports.seals.receipts(drillId)).map(({ part }) => part)).toEqual(parts);
    });

    test('of an unknown drill is not due, and has no receipts', async () => {
      expect(await table.ports.seals.dueOf('unknown')).toEqual([]);
      expect(await table.ports.seals.receipts('unknown')).toEqual([]);
    });
  });

  async function saved(): Promise<string> {
    const drillId = `seal-${made++}`;
    await table.ports.drills.save(aSave(aDrill({ drillId })));
    return drillId;
  }

  async function ended(drillId: string, at: number): Promise<void> {
    const drill = aDrill({ drillId, phase: 'ENDED', at });
    const entry = anEntry(drill, 2, { at, facts: [{ type: 'DrillEnded' }] });
    expect(await table.ports.drills.save(aSave(drill, { readVersion: 1, entry }))).toEqual({ result: 'SAVED' });
  }
}

function aReceipt(drillId: string): SealReceipt {
  const objects = { 'envelope.json': `bundles/${drillId}/first/envelope.json` };
  const sealed = { sealedAt: START, envelopeHash: 'ab', keyId: 'key', productVersion: '1', ended: true, notes: 0 };
  return { drillId, part: 'FIRST', ...sealed, objects };
}
