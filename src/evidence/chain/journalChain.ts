import type { KeptEntry, KeptJournal } from './keptJournal.ts';

/** Whether a drill's record and its journal still agree. */
export interface ChainVerdict {
  journalIntact: boolean;
  /** The first contradiction, as a sentence. */
  contradiction: string | null;
  /** The first checked entry that a hash covers; null when no hash covers any. */
  chainedFromSeq: number | null;
}

/**
 * Checks entries against one another and against the record. Each entry names the hash of the previous one, the record
 * names that of the last entry, and the last entry names that of the record. Only later items prove an entry, so the
 * check runs to the end of the journal.
 */
export function judgeChain({ record, entries }: KeptJournal, fromSeq: number): ChainVerdict {
  const contradiction =
    gapIn(entries, fromSeq, record.version) ??
    wrongHash(entries) ??
    missingHash(entries) ??
    otherRecord(record, entries);
  return {
    journalIntact: contradiction === undefined,
    contradiction: contradiction ?? null,
    chainedFromSeq: chainedFrom(record, entries),
  };
}

/** Entries are numbered without gaps up to the record's version. */
function gapIn(entries: KeptEntry[], fromSeq: number, version: number): string | undefined {
  const missing = entries.findIndex((entry, index) => entry.seq !== fromSeq + index);
  if (missing !== -1) return `Entry ${fromSeq + missing} is missing.`;
  const nextSeq = fromSeq + entries.length;
  if (nextSeq <= version) return `Entry ${nextSeq} is missing: the record was saved with entry ${version}.`;
  return entries.length > 0 && nextSeq > version + 1
    ? `Entry ${version + 1} was never saved: the record was saved with entry ${version}.`
    : undefined;
}

function wrongHash(entries: KeptEntry[]): string | undefined {
  const at = entries.findIndex(({ previousHash }, index) => {
    const before = entries[index - 1];
    return before !== undefined && previousHash !== undefined && previousHash !== before.hash;
  });
  const [before, after] = [entries[at - 1], entries[at]];
  return before && after && `Entry ${before.seq} is not the one that entry ${after.seq} was written after.`;
}

/** Whoever takes a hash away unchains all entries before it, so only a version without hashes may have left it out. */
function missingHash(entries: KeptEntry[]): string | undefined {
  const [first] = entries;
  if (first?.seq === 1 && first.previousHash !== undefined) return 'Entry 1 names an entry before it.';
  const bare = entries.find(({ recordHash, previousHash }, index) => {
    const before = entries[index - 1];
    return previousHash === undefined && recordHash !== undefined && before?.recordHash !== undefined;
  });
  return bare && `Entry ${bare.seq} lacks the hash of the entry before it.`;
}

function otherRecord(record: KeptJournal['record'], entries: KeptEntry[]): string | undefined {
  const last = entries.at(-1);
  if (last === undefined) return undefined;
  // A version of the product without hashes has saved both; one with hashes sets them on both.
  if (record.journalHash === null && last.recordHash === undefined) return undefined;
  if (last.hash !== record.journalHash) return `Entry ${last.seq} is not the one that the record was saved with.`;
  if (last.recordHash === record.recordHash) return undefined;
  return `The record is not the one that entry ${last.seq} was saved with.`;
}

/** Goes back from the record as far as the hashes reach. */
function chainedFrom({ journalHash }: KeptJournal['record'], entries: KeptEntry[]): number | null {
  if (journalHash === null) return null;
  const first = entries.findLast(({ previousHash }) => previousHash === undefined) ?? entries[0];
  return first?.seq ?? null;
}
