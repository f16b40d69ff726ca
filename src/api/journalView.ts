import type { JournalEntry } from '../drill/facts.ts';
import { time } from './drillView.ts';

/** A journal entry as GET …/journal shows it; the facts are as they were recorded, their times in milliseconds. */
export function journalView(entry: JournalEntry) {
  return { seq: entry.seq, at: time(entry.at), cause: entry.cause, facts: entry.facts };
}
