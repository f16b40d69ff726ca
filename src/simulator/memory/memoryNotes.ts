import type { KeptNote } from '../../flow/evidence/evidencePorts.ts';
import type { StorePorts } from '../../store/createStore.ts';
import type { Rows } from './memoryRows.ts';
import type { Writer } from './memoryWriter.ts';

/** The notes of people in memory, and a look at those of the guard. */
export function createMemoryNotes(rows: Rows, write: Writer): StorePorts['notes'] {
  const textsOf = (drillId: string) => rows.personNotes.get(drillId) ?? [];
  const keptOf = (drillId: string) => textsOf(drillId).map((text): KeptNote => JSON.parse(text));
  return {
    of: async (drillId) => keptOf(drillId).map(({ note }) => note),
    kept: async (drillId) => keptOf(drillId),
    add: async (note, receipt = undefined) =>
      write('put', () => {
        const texts = textsOf(note.drillId);
        const text = JSON.stringify({ note, receipt: receipt ?? null });
        if (note.n !== texts.length + 1) return texts[note.n - 1] === text;
        rows.personNotes.set(note.drillId, [...texts, text]);
        return true;
      }),
    ofGuard: async (drillId) =>
      [...(rows.notes.get(drillId) ?? [])]
        .map((text) => JSON.parse(text))
        .sort((one: { at: number }, other: { at: number }) => one.at - other.at),
  };
}
