import type { JournalEntry } from '../api/client.ts';

/** All entries of a journal that were read, with the verdict on their chain of hashes. */
export interface JournalRead {
  entries: JournalEntry[];
  /** Whether every entry that was read has the hash of the one before, as far as hashes reach. */
  isIntact: boolean;
  /** The first break of the chain; null: there is none. */
  contradiction: string | null;
  /** The first entry that hashes cover; null: none. */
  chainedFromSeq: number | null;
}

/** A page of the journal, as the API answers it. */
export interface JournalPage {
  entries: JournalEntry[];
  journalIntact: boolean;
  contradiction: string | null;
  chainedFromSeq: number | null;
}

/** What was read before, and a page that begins at its last entry or after it. */
export function joinedJournal(before: JournalRead | undefined, page: JournalPage): JournalRead {
  const first = page.entries[0]?.seq ?? Number.POSITIVE_INFINITY;
  const kept = before?.entries.filter(({ seq }) => seq < first) ?? [];
  return {
    entries: [...kept, ...page.entries],
    isIntact: (before?.isIntact ?? true) && page.journalIntact,
    contradiction: before?.contradiction ?? page.contradiction,
    chainedFromSeq: before?.chainedFromSeq ?? page.chainedFromSeq,
  };
}
