import type { Drill, Instant, Outcome } from '../drill/drill.ts';
import type { JournalEntry } from '../drill/facts.ts';
import type { PriceList } from '../history/cost.ts';
import type { Note } from './notes.ts';
import type { Report } from './report/report.ts';

/** Everything that a report is made from. The same sources give the same report, byte for byte. */
export interface Sources {
  /** The whole journal, and the record, which is its fold. */
  entries: JournalEntry[];
  drill: Drill;
  /** What people have added, in order. */
  notes: Note[];
  /** What the guard has noted, in order of time. It is outside the journal and not chained. */
  guardNotes: GuardNote[];
  context: Context;
}

/** A note of the guard: evidence that needs no readable record. */
export interface GuardNote {
  at: Instant;
  note: Record<string, unknown>;
}

/** What the journal does not say, as it was when the report was made. A bundle has it as `context.json`. */
export interface Context {
  product: { name: 'drs-drill'; version: string };
  /** The violation for which the drill was quarantined; null when it was not. */
  quarantined: { violation: string; at: Instant } | null;
  integrity: Integrity;
  /** AWS's list prices in the Region; null when they were never read. */
  prices: PriceList | null;
  /** How many source servers of the site were known; null when that is unknown. */
  serversOfSite: number | null;
  /** When the plan's next drill is due by its schedule; null without one. */
  nextDueAt: Instant | null;
  /** The newest drill of the plan before this one that has passed; null when there is none. */
  before: Earlier | null;
  /** The newest drill of the plan after one that did not pass, which repeats it. Always null in a first bundle. */
  retest: { drillId: string; outcome: Outcome | null } | null;
}

/** An earlier drill, as far as it is compared: its own report. */
export interface Earlier {
  drillId: string;
  report: Report;
}

/** Whether the record and its journal agree, as checked when the report was made. */
export interface Integrity {
  /** The first contradiction in the chain of entries, or null. */
  contradiction: string | null;
  /** The first entry that a hash covers; null when no hash covers any. */
  chainedFromSeq: number | null;
  /** Whether the record is the fold of the journal: the first member that is not, as a sentence, or null. */
  replayContradiction: string | null;
  /** SHA-256 of the last entry's line and of the record; null when a version without hashes wrote them. */
  journalHash: string | null;
  recordHash: string | null;
}
