import canonicalize from 'canonicalize';
import { hashOfLine } from '../chain/journalHash.ts';
import type { Sources } from '../sources.ts';
import type { IntegrityReported } from './report.ts';

/** How far the record, its journal and the notes prove one another. */
export function integrityOf({ entries, notes, guardNotes, context }: Sources): IntegrityReported {
  const { contradiction, replayContradiction, chainedFromSeq, journalHash, recordHash } = context.integrity;
  const last = notes.at(-1);
  return {
    entries: entries.length,
    ...{ journalHash, recordHash, chainedFromSeq },
    contradiction: contradiction ?? replayContradiction,
    notes: notes.length,
    lastNoteHash: last === undefined ? null : hashOfLine(canonicalize(last) ?? ''),
    guardNotes: guardNotes.length,
  };
}
