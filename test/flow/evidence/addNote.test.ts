import { beforeEach, describe, expect, test } from 'vitest';
import { NOTES_ACCEPTED_SECONDS, NOTES_PER_DRILL_MAX, SECOND_MS } from '../../../src/drill/bounds.ts';
import type { Drill } from '../../../src/drill/drill.ts';
import { hashOfNote } from '../../../src/evidence/chain/noteHash.ts';
import { type AddedNote, addNote, type NoteToAdd } from '../../../src/flow/evidence/addNote.ts';
import { createMemoryTable, type MemoryTable } from '../../../src/simulator/memory/memoryTable.ts';
import type { WriteVerdict } from '../../../src/simulator/memory/memoryWriter.ts';
import { aDrill, aNote, aSave, START } from '../../builders.ts';

const { drillId } = aDrill();
const NOTHING = { person: null, role: null, trackerUrl: null, accepted: null };

let table: MemoryTable;
let now: number;
let verdicts: WriteVerdict[];
beforeEach(() => {
  now = START;
  verdicts = [];
  const beforeWrite = () => verdicts.shift() ?? 'OK';
  table = createMemoryTable({ now: () => now, onChange: () => undefined, faults: { beforeWrite } });
});

describe('a note about a drill', () => {
  test('is numbered, dated, attributed, and names the note before it', async () => {
    await saved();
    const { note: first, isNew } = await added({ by: 'ann' });
    now += 1000;
    const { note: second } = await added({
      by: 'bob',
      said: { kind: 'ATTESTATION', text: 'ok', ...NOTHING, accepted: true },
    });
    expect(isNew).toBe(true);
    expect(first).toEqual(aNote({ by: 'ann' }));
    expect(second).toMatchObject({ n: 2, by: 'bob', at: '2026-03-01T10:00:01.000Z', accepted: true });
    expect(second.previousHash).toBe(hashOfNote(first));
    expect(await table.ports.notes.of(drillId)).toEqual([first, second]);
  });

  test('is not dated before the one before it, whatever the clock says', async () => {
    await saved();
    await added();
    now -= 60_000;
    expect((await added()).note.at).toBe(new Date(START).toISOString());
  });

  test('is refused for a drill that is not there', async () => {
    expect(await add()).toBeUndefined();
    expect(await table.ports.notes.of(drillId)).toEqual([]);
  });

  test('is accepted until seven days after the end, and refused from then on', async () => {
    await saved({ phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' });
    now = START + NOTES_ACCEPTED_SECONDS * SECOND_MS - 1;
    expect((await added()).isNew).toBe(true);
    now += 1;
    await expect(add()).rejects.toMatchObject({ status: 409, code: 'notes-closed' });
    expect(await table.ports.notes.of(drillId)).toHaveLength(1);
  });

  test('is accepted for a quarantined drill, which has no end', async () => {
    await saved();
    await table.ports.drills.markQuarantined(drillId, 'an invariant', now);
    now += 100 * NOTES_ACCEPTED_SECONDS * SECOND_MS;
    expect((await added()).isNew).toBe(true);
  });

  test('is refused once the drill has as many as it may have', async () => {
    await saved();
    for (let n = 1; n <= NOTES_PER_DRILL_MAX; n++) await table.ports.notes.add(aNote({ n }));
    await expect(add()).rejects.toMatchObject({ status: 422, code: 'too-many-notes' });
  });
});

describe('a note that is sent twice', () => {
  const receipt = { receiptId: 'r1', requestHash: 'h1' };

  test('is added once under its key, also after the drill takes no more', async () => {
    await saved({ phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' });
    const first = await added({ receipt });
    now += 2 * NOTES_ACCEPTED_SECONDS * SECOND_MS;
    expect(await added({ receipt })).toEqual({ note: first.note, isNew: false });
  });

  test('is added once when the reply to the first was lost', async () => {
    await saved();
    verdicts = ['REPLY_LOST'];
    await expect(add({ receipt })).rejects.toMatchObject({ name: 'Unavailable' });
    expect((await added({ receipt })).isNew).toBe(false);
    expect(await table.ports.notes.of(drillId)).toHaveLength(1);
  });

  test('is added once when both requests come at the same time', async () => {
    await saved();
    const both = await Promise.all([added({ receipt }), added({ receipt })]);
    expect(both[0]?.note).toEqual(both[1]?.note);
    expect(await table.ports.notes.of(drillId)).toHaveLength(1);
  });

  test('is refused with another content under the same key', async () => {
    await saved();
    await added({ receipt });
    const other = add({ receipt: { receiptId: 'r1', requestHash: 'h2' } });
    await expect(other).rejects.toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  });

  test('is added twice without a key', async () => {
    await saved();
    await added();
    await added();
    expect((await table.ports.notes.of(drillId)).map(({ n }) => n)).toEqual([1, 2]);
  });
});

describe('many notes at once', () => {
  test('are all added, one behind the other, in one chain', async () => {
    await saved();
    const said = Array.from({ length: 12 }, (_, n) => ({ kind: 'REMARK' as const, text: `note ${n}`, ...NOTHING }));
    await Promise.all(said.map((one) => added({ said: one })));
    const notes = await table.ports.notes.of(drillId);
    expect(notes.map(({ n }) => n)).toEqual(said.map((_, index) => index + 1));
    expect(new Set(notes.map(({ text }) => text))).toEqual(new Set(said.map(({ text }) => text)));
    for (const [index, note] of notes.entries()) {
      const before = notes[index - 1];
      expect(note.previousHash).toBe(before === undefined ? null : hashOfNote(before));
    }
  });
});

async function saved(overrides: Partial<Drill> = {}): Promise<void> {
  await table.ports.drills.save(aSave(aDrill(overrides)));
}

function add(overrides: Partial<NoteToAdd> = {}): Promise<AddedNote | undefined> {
  const ports = {
    ...table.ports,
    clock: { now: () => now, pause: async () => undefined },
    ids: { next: () => 'id', random: () => 0.5 },
  };
  const said = { kind: 'REMARK' as const, text: 'The network was slow', ...NOTHING };
  return addNote(ports, { drillId, by: 'local', said, receipt: undefined, ...overrides });
}

async function added(overrides: Partial<NoteToAdd> = {}): Promise<AddedNote> {
  const answer = await add(overrides);
  if (answer === undefined) throw new Error('there is no drill');
  return answer;
}
