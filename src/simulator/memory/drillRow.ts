import type { Instant } from '../../drill/drill.ts';
import type { JournalEntry } from '../../drill/facts.ts';
import type { Summary } from '../../flow/ports.ts';
import type { Partitions } from '../../store/partitions.ts';

/** A drill's record, with what lists show and its journal. */
export interface DrillRow {
  version: number;
  saveId: string;
  requestHash: string;
  journalHash: string;
  text: string;
  summary: Summary;
  partitions: Partitions;
  dueAt: Instant | undefined;
  quarantined: string | null;
  quarantinedAt: Instant | null;
  entries: EntryRow[];
  given: string | undefined;
}

/** A journal entry, with its facts as JSON. */
export interface EntryRow extends Omit<JournalEntry, 'facts'> {
  facts: string;
  previousHash?: string;
  recordHash: string;
}
