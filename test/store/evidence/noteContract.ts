import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { aNote, START } from '../../builders.ts';
import type { TableUnderTest } from '../contract.ts';

/** What every table that keeps the notes of people must do. */
export function noteContract(open: () => Promise<TableUnderTest>): void {
  let ports: TableUnderTest['ports'];
  let drillId: string;
  beforeEach(async () => {
    ({ ports } = await open());
    drillId = `d-${randomUUID()}`;
  });

  describe('the notes of a drill', () => {
    test('are listed in the order of their numbers, as they were added', async () => {
      const notes = Array.from({ length: 12 }, (_, index) => aNote({ drillId, n: index + 1, text: `note ${index}` }));
      for (const note of notes) expect(await ports.notes.add(note)).toBe(true);
      expect(await ports.notes.of(drillId)).toEqual(notes);
      expect(await ports.notes.of(`${drillId}x`)).toEqual([]);
    });

    test('are never replaced: a number is taken once', async () => {
      const note = aNote({ drillId });
      await ports.notes.add(note);
      expect(await ports.notes.add({ ...note, text: 'another' })).toBe(false);
      expect(await ports.notes.of(drillId)).toEqual([note]);
    });

    test('have no duplicate when the client repeats a put whose reply was lost', async () => {
      const [note, receipt] = [aNote({ drillId }), { receiptId: 'r1', requestHash: 'h1' }];
      expect([await ports.notes.add(note, receipt), await ports.notes.add(note, receipt)]).toEqual([true, true]);
      expect(await ports.notes.add(note, { receiptId: 'r2', requestHash: 'h1' })).toBe(false);
      expect(await ports.notes.of(drillId)).toEqual([note]);
    });

    test('are kept with the receipts of their requests', async () => {
      const receipt = { receiptId: 'r1', requestHash: 'h1' };
      const [first, second] = [aNote({ drillId }), aNote({ drillId, n: 2 })];
      await ports.notes.add(first, receipt);
      await ports.notes.add(second);
      expect(await ports.notes.kept(drillId)).toEqual([
        { note: first, receipt },
        { note: second, receipt: null },
      ]);
    });

    test('keep every character, and are apart from those of the guard', async () => {
      const text = '<script>alert(1)</script> \u202Etxt.exe \u{1F600} " \\ \u2028';
      await ports.notes.add(aNote({ drillId, text }));
      await ports.drills.note(drillId, START + 1, { what: 'second' });
      await ports.drills.note(drillId, START, { what: 'first' });
      expect((await ports.notes.of(drillId)).map((note) => note.text)).toEqual([text]);
      expect(await ports.notes.ofGuard(drillId)).toEqual([
        { at: START, note: { what: 'first' } },
        { at: START + 1, note: { what: 'second' } },
      ]);
    });
  });
}
