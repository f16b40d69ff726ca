import { createHash } from 'node:crypto';
import type { Fact, JournalEntry } from '../drill/facts.ts';
import type { Drills } from '../flow/ports.ts';
import type { Tables } from './entities.ts';
import { readable, SCHEMA } from './schema.ts';

/** Sorts behind every part that an entry can have. */
const PART_MAX = 999;
const DIGEST_CHARACTERS = 16;

/** A drill's journal in DynamoDB, and the guard's notes beside it. */
export function createJournal(tables: Tables): Pick<Drills, 'journal' | 'note'> {
  return {
    journal: (drillId, fromSeq, limit) => journal(tables, drillId, fromSeq, limit),
    async note(drillId, at, note) {
      const text = JSON.stringify(note);
      const digest = createHash('sha256').update(text).digest('hex').slice(0, DIGEST_CHARACTERS);
      await tables.entities.note.put({ drillId, at, digest, schema: SCHEMA, note: text }).go();
    },
  };
}

/** A drill's entries are numbered without gaps, so a limit is a range of numbers. */
async function journal(tables: Tables, drillId: string, fromSeq: number, limit: number): Promise<JournalEntry[]> {
  const { data } = await tables.entities.journal.query
    .primary({ drillId })
    .between({ seq: fromSeq, part: 0 }, { seq: fromSeq + limit - 1, part: PART_MAX })
    .go({ pages: 'all', consistent: true });
  const entries = Map.groupBy(data, (part) => part.seq);
  return [...entries.values()].map((parts) => joined(drillId, parts));
}

function joined(drillId: string, parts: Part[]): JournalEntry {
  const [first] = parts;
  if (first === undefined || first.parts !== parts.length) {
    throw new Error(`An entry of drill ${drillId}'s journal is incomplete: ${parts.length} of ${first?.parts} parts`);
  }
  const name = `Entry ${first.seq} of drill ${drillId}'s journal`;
  const facts = JSON.parse(parts.map((part) => readable(part, name).facts).join('')) as Fact[];
  return { drillId, seq: first.seq, at: first.at, cause: first.cause, facts };
}

interface Part {
  seq: number;
  parts: number;
  schema: number;
  at: number;
  cause: string;
  facts: string;
}
