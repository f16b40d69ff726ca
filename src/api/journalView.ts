import type * as z from 'zod';
import type { JournalEntry } from '../drill/facts.ts';
import { time } from './drillView.ts';
import type { journalEntryDocument } from './journalDocuments.ts';

type Shown = z.output<typeof journalEntryDocument>;

/** One step of a drill; the facts keep their own types for those who know them. */
export interface JournalView extends Omit<Shown, 'facts'> {
  facts: JournalEntry['facts'];
}

/** A journal entry as GET …/journal shows it; the facts are as they were recorded, their times in milliseconds. */
export function journalView(entry: JournalEntry): JournalView {
  return { seq: entry.seq, at: time(entry.at), cause: entry.cause, facts: entry.facts };
}
