import { createHash } from 'node:crypto';
import type { Fact, JournalEntry } from '../drill/facts.ts';
import { hashOfLine, hashOfRecord, lineOfEntry } from '../evidence/chain/journalHash.ts';
import type { KeptEntry, KeptJournal } from '../evidence/chain/keptJournal.ts';
import { OtherSchema } from '../flow/errors.ts';
import type { Drills } from '../flow/ports.ts';
import type { Tables } from './entities.ts';
import { known } from './omitEmpty.ts';
import { unpacked } from './packedText.ts';
import { readable, SCHEMA } from './schema.ts';

/** Sorts after every part that an entry can have. */
const PART_MAX = 999;
const DIGEST_CHARACTERS = 16;

/** A drill's journal in DynamoDB, with the guard's notes. */
export function createJournal(tables: Tables): Pick<Drills, 'journal' | 'keptJournal' | 'note'> {
  return {
    journal: (drillId, fromSeq, limit) => journal(tables, drillId, fromSeq, limit),
    keptJournal: (drillId, fromSeq) => keptJournal(tables, drillId, fromSeq),
    async note(drillId, at, note) {
      const text = JSON.stringify(note);
      const digest = createHash('sha256').update(text).digest('hex').slice(0, DIGEST_CHARACTERS);
      await tables.entities.note.put({ drillId, at, digest, schema: SCHEMA, note: text }).go();
    },
  };
}

/**
 * The hash by which a record names the last journal entry; null when a version without hashes saved the record last.
 */
export function journalHashIn(record: { version: number; journalHash?: string; hashedSeq?: number }): string | null {
  return record.hashedSeq === record.version ? (record.journalHash ?? null) : null;
}

/** A drill's entries are numbered without gaps, so a limit is a range of numbers. */
async function journal(tables: Tables, drillId: string, fromSeq: number, limit: number): Promise<JournalEntry[]> {
  const entries = await entriesBetween(tables, drillId, fromSeq, fromSeq + limit - 1);
  return entries.map((parts) => joined(drillId, parts));
}

/** Record and entries are read one after the other. When a save comes in between, both are read again. */
async function keptJournal(tables: Tables, drillId: string, fromSeq: number): Promise<KeptJournal | undefined> {
  for (let look = 1; ; look++) {
    const { data } = await tables.entities.record.get({ drillId }).go({ consistent: true });
    if (data === null) return undefined;
    const item = readable(data, `Drill ${drillId}`);
    const { version } = item;
    const entries = await entriesBetween(tables, drillId, fromSeq, SEQ_MAX);
    if ((entries.at(-1)?.[0]?.seq ?? version) !== version && look < LOOKS_MAX) continue;
    const json = unpacked(item.drill);
    const record = { version, journalHash: journalHashIn(item), recordHash: hashOfRecord(json), json };
    return { record, entries: entries.map((parts) => keptEntry(drillId, parts)) };
  }
}

/** Numbers have eight digits in the key. */
const SEQ_MAX = 99_999_999;
const LOOKS_MAX = 5;

/** The parts of each entry, in order. */
async function entriesBetween(tables: Tables, drillId: string, fromSeq: number, toSeq: number): Promise<Part[][]> {
  const { data } = await tables.entities.journal.query
    .primary({ drillId })
    .between({ seq: fromSeq, part: 0 }, { seq: toSeq, part: PART_MAX })
    .go({ pages: 'all', consistent: true });
  return [...Map.groupBy(data, (part) => part.seq).values()];
}

/** A modified item that no longer is an entry is shown without facts and without a hash. */
function keptEntry(drillId: string, parts: Part[]): KeptEntry {
  try {
    const [{ schema = 0, previousHash, recordHash } = {}] = parts;
    const { facts, ...entry } = joined(drillId, parts);
    if (!Array.isArray(facts)) throw new TypeError('the facts are no list');
    const line = lineOfEntry({ ...entry, schema, facts: textOf(parts), previousHash, recordHash });
    return { ...entry, facts, line, hash: hashOfLine(line), ...known({ previousHash, recordHash }) };
  } catch (error) {
    if (error instanceof OtherSchema) throw error;
    const [{ seq = 0, at = 0, cause = '' } = {}] = parts;
    return { drillId, seq, at, cause, facts: [], line: '', hash: '' };
  }
}

function joined(drillId: string, parts: Part[]): JournalEntry {
  const [first] = parts;
  if (first === undefined || first.parts !== parts.length) {
    throw new Error(`An entry of drill ${drillId}'s journal is incomplete: ${parts.length} of ${first?.parts} parts`);
  }
  for (const part of parts) readable(part, `Entry ${first.seq} of drill ${drillId}'s journal`);
  return { drillId, seq: first.seq, at: first.at, cause: first.cause, facts: JSON.parse(textOf(parts)) as Fact[] };
}

function textOf(parts: Part[]): string {
  return parts.map(({ facts }) => facts).join('');
}

interface Part {
  seq: number;
  parts: number;
  schema: number;
  at: number;
  cause: string;
  facts: string;
  previousHash?: string | undefined;
  recordHash?: string | undefined;
}
