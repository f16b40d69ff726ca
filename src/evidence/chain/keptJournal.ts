import type { JournalEntry } from '../../drill/facts.ts';

/** A drill's journal from some entry to its end, and the record that it should lead to. */
export interface KeptJournal {
  record: {
    version: number;
    /** The hash of the last entry, as the record names it; null when a version without hashes saved the record. */
    journalHash: string | null;
    recordHash: string;
    /** The record as it was saved, byte for byte. */
    json: string;
  };
  entries: KeptEntry[];
}

/** A journal entry with its own hash and the hashes that it names. */
export interface KeptEntry extends JournalEntry {
  /** All its stored data as canonical JSON (RFC 8785); empty when that is unreadable. */
  line: string;
  /** SHA-256 of the line; empty when that is unreadable, and then it has no facts either. */
  hash: string;
  /**
   * The hash of the previous entry. Absent in the first entry, and where a version without hashes wrote either of the
   * two.
   */
  previousHash?: string;
  /** The hash of the record that was saved with it. */
  recordHash?: string;
}
