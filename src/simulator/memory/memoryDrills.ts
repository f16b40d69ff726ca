import type { Drill } from '../../drill/drill.ts';
import type { JournalEntry } from '../../drill/facts.ts';
import { hashOfLine, hashOfRecord, lineOfEntry } from '../../evidence/chain/journalHash.ts';
import type { KeptEntry, KeptJournal } from '../../evidence/chain/keptJournal.ts';
import type { DrillQuery, Drills, Summary } from '../../flow/ports.ts';
import { cursorBehind, type Place, rangeOf } from '../../store/drillRange.ts';
import { known } from '../../store/omitEmpty.ts';
import { filtersIn, partitionOf } from '../../store/partitions.ts';
import { SCHEMA } from '../../store/schema.ts';
import type { EntryRow } from './drillRow.ts';
import { type Rows, saveRows } from './memoryRows.ts';
import type { Writer } from './memoryWriter.ts';

/** Drills in the in-memory table. */
export function createDrills(rows: Rows, write: Writer): Drills {
  return {
    async load(drillId) {
      const row = rows.drills.get(drillId);
      if (row === undefined) return undefined;
      const { version, requestHash, quarantined, quarantinedAt, journalHash } = row;
      return { drill: JSON.parse(row.text) as Drill, version, requestHash, quarantined, quarantinedAt, journalHash };
    },
    save: async (save) =>
      write(
        'save',
        (changed) => saveRows(rows, save, changed),
        () => ({ result: 'STALE' }),
      ),
    async overdue(before, limit) {
      const due = [...rows.drills].flatMap(([drillId, { dueAt }]) => (dueAt === undefined ? [] : [{ drillId, dueAt }]));
      const overdue = due.filter(({ dueAt }) => dueAt <= before);
      overdue.sort((a, b) => a.dueAt - b.dueAt || (a.drillId < b.drillId ? -1 : 1));
      return overdue.slice(0, limit).map(({ drillId }) => drillId);
    },
    async markQuarantined(drillId, violation, at) {
      write('markQuarantined', () => {
        const row = rows.drills.get(drillId);
        if (row === undefined) return;
        Object.assign(row, { quarantined: violation, quarantinedAt: at, dueAt: undefined });
        rows.unsealed.of(drillId).set('QUARANTINED', at);
      });
    },
    list: async (query, limit, cursor) => list(rows, query, limit, cursor),
    given: async (drillId) => rows.drills.get(drillId)?.given,
    journal: async (drillId, fromSeq, limit) => entriesFrom(rows, drillId, fromSeq, limit),
    keptJournal: async (drillId, fromSeq) => keptFrom(rows, drillId, fromSeq),
    async note(drillId, at, note) {
      const text = JSON.stringify({ at, note });
      write('note', () => rows.notes.set(drillId, (rows.notes.get(drillId) ?? new Set()).add(text)));
    },
  };
}

/** A drill's journal entries from a sequence number on, oldest first. */
export function entriesFrom(rows: Rows, drillId: string, fromSeq: number, limit: number): JournalEntry[] {
  const entries = rows.drills.get(drillId)?.entries ?? [];
  return entries.slice(fromSeq - 1, fromSeq - 1 + limit).map(entryOf);
}

/** The same to the end, with their hashes and the record. */
export function keptFrom(rows: Rows, drillId: string, fromSeq: number): KeptJournal | undefined {
  const row = rows.drills.get(drillId);
  if (row === undefined) return undefined;
  const { version, journalHash, text: json } = row;
  const record = { version, journalHash, recordHash: hashOfRecord(json), json };
  return { record, entries: row.entries.slice(fromSeq - 1).map(keptEntry) };
}

function keptEntry(row: EntryRow): KeptEntry {
  const { previousHash, recordHash } = row;
  const line = lineOfEntry({ ...row, schema: SCHEMA });
  return { ...entryOf(row), line, hash: hashOfLine(line), recordHash, ...known({ previousHash }) };
}

function entryOf({ drillId, seq, at, cause, facts }: EntryRow): JournalEntry {
  return { drillId, seq, at, cause, facts: JSON.parse(facts) };
}

/** Like DynamoDB, it does not look past a full page: the next one may be empty. */
async function list(rows: Rows, query: DrillQuery, limit: number, cursor?: string): ReturnType<Drills['list']> {
  const range = rangeOf(query, cursor);
  const [first, last] = [sortKey(range.first), sortKey(range.last)];
  const filters = filtersIn(query);
  const summaries = [...rows.drills.values()]
    .filter(({ partitions }) => filters.some((by) => by === null || partitions[by.filter] === partitionOf(by)))
    .map((row): Summary => ({ ...structuredClone(row.summary), quarantined: row.quarantined }))
    .filter((summary) => first <= sortKey(summary) && sortKey(summary) <= last)
    .sort((a, b) => (sortKey(a) < sortKey(b) ? 1 : -1))
    .slice(0, limit);
  return { summaries, cursor: summaries.length < limit ? null : cursorBehind(query, summaries) };
}

function sortKey({ requestedAt, drillId }: Place): string {
  return `${String(requestedAt).padStart(15, '0')} ${drillId}`;
}
