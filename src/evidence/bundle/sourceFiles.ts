import type { Drill } from '../../drill/drill.ts';
import type { JournalEntry } from '../../drill/facts.ts';
import { canonicalJson } from '../chain/canonicalJson.ts';
import type { KeptJournal } from '../chain/keptJournal.ts';
import type { Note } from '../notes.ts';
import type { Context, GuardNote, Sources } from '../sources.ts';

/** The files of a bundle that everything else in it follows from. */
export type SourceFiles = Record<
  'journal.jsonl' | 'record.json' | 'notes.jsonl' | 'guard.jsonl' | 'context.json',
  string
>;

/**
 * Writes sources as the files of a bundle: the lines of the journal whose hashes chain it, the record as it was saved,
 * and the rest as canonical JSON. An entry that is unreadable in the table is an empty line.
 */
export function sourceFilesOf(kept: KeptJournal, { notes, guardNotes, context }: Omit<Sources, 'entries' | 'drill'>) {
  return {
    'journal.jsonl': linesOf(kept.entries.map(({ line }) => line)),
    'record.json': kept.record.json,
    'notes.jsonl': linesOf(notes.map(canonicalJson)),
    'guard.jsonl': linesOf(guardNotes.map(canonicalJson)),
    'context.json': canonicalJson(context),
  } satisfies SourceFiles;
}

/** Reads them back. Throws when a file is not what `sourceFilesOf` writes. */
export function sourcesIn(files: SourceFiles): Sources {
  return {
    entries: linesIn(files['journal.jsonl']).map(entryIn),
    drill: JSON.parse(files['record.json']) as Drill,
    notes: linesIn(files['notes.jsonl']).map((line) => JSON.parse(line) as Note),
    guardNotes: linesIn(files['guard.jsonl']).map((line) => JSON.parse(line) as GuardNote),
    context: JSON.parse(files['context.json']) as Context,
  };
}

/** The lines of a text in which every line ends with a line feed. */
export function linesIn(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

function linesOf(lines: string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function entryIn(line: string, index: number): JournalEntry {
  if (line === '') return { drillId: '', seq: index + 1, at: 0, cause: '', facts: [] };
  const { drillId, seq, at, cause, facts } = JSON.parse(line) as JournalEntry;
  return { drillId, seq, at, cause, facts };
}
