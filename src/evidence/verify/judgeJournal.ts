import type { JournalEntry } from '../../drill/facts.ts';
import type { SourceFiles } from '../bundle/sourceFiles.ts';
import { judgeChain } from '../chain/journalChain.ts';
import { hashOfLine } from '../chain/journalHash.ts';
import type { KeptEntry } from '../chain/keptJournal.ts';
import { REPLAYED_SCHEMA } from '../chain/replay.ts';
import type { Integrity } from '../sources.ts';
import { wholeLines } from './judgeNotes.ts';
import { canonicalIn, exactMembers, jsonIn } from './strictText.ts';
import { refuse, Unverifiable } from './verification.ts';

/** Refuses a journal with a gap, with entries of another drill, or that hashes do not chain to the record. */
export function judgeJournal(files: SourceFiles, { integrity }: { integrity: Integrity }, drillId: string): void {
  const entries = wholeLines('journal.jsonl', files['journal.jsonl']).map(entryIn);
  const other = entries.find((entry) => entry.drillId !== drillId);
  if (other) refuse('journal.jsonl', `Entry ${other.seq} belongs to drill ${other.drillId}.`);
  if (entries.length === 0) refuse('journal.jsonl', 'It is empty.');
  const recordHash = hashOfLine(files['record.json']);
  const record = {
    version: entries.at(-1)?.seq ?? 0,
    journalHash: integrity.journalHash,
    recordHash,
    json: files['record.json'],
  };
  const { contradiction, chainedFromSeq } = judgeChain({ record, entries }, 1);
  if (contradiction !== null) refuse(fileOf(contradiction), contradiction);
  if (integrity.recordHash !== null && integrity.recordHash !== recordHash)
    refuse('record.json', 'It is not the record whose hash context.json has.');
  if (integrity.contradiction !== null) refuse('journal.jsonl', `When it was sealed: ${integrity.contradiction}`);
  if (integrity.chainedFromSeq !== chainedFromSeq)
    refuse(
      'context.json',
      `Hashes chain the journal from entry ${chainedFromSeq} on, not from ${integrity.chainedFromSeq}.`,
    );
}

/** Stops at entries of a schema that this version cannot replay. */
export function expectKnownSchema(lines: string[]): void {
  for (const line of lines) {
    const { schema, seq } = jsonIn('journal.jsonl', line) as { schema: number; seq: number };
    if (schema !== REPLAYED_SCHEMA)
      throw new Unverifiable(`Entry ${seq} has schema ${schema}, and only schema ${REPLAYED_SCHEMA} can be replayed.`);
  }
}

function entryIn(line: string, index: number): KeptEntry {
  if (line === '') refuse('journal.jsonl', `Entry ${index + 1} could not be read when it was sealed.`);
  const entry = canonicalIn('journal.jsonl', line, `Line ${index + 1}`) as StoredEntry;
  const { previousHash: _, recordHash: __, ...members } = entry;
  if (typeof entry.schema !== 'number') refuse('journal.jsonl', `Entry ${index + 1} has no schema.`);
  if (entry.schema === REPLAYED_SCHEMA) exactMembers('journal.jsonl', members, ENTRY_MEMBERS, `Entry ${index + 1}`);
  return { ...entry, line, hash: hashOfLine(line) };
}

type StoredEntry = JournalEntry & Partial<KeptEntry> & { schema: number };

/** What a hash covers and nobody reads would be said to nobody. Another schema may have other members. */
const ENTRY_MEMBERS = ['schema', 'drillId', 'seq', 'at', 'cause', 'facts'];

function fileOf(contradiction: string): string {
  return contradiction.startsWith('The record') ? 'record.json' : 'journal.jsonl';
}
