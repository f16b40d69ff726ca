import type { Drill } from '../../drill/drill.ts';
import { judgeChain } from '../chain/journalChain.ts';
import { hashOfLine, hashOfRecord } from '../chain/journalHash.ts';
import type { KeptEntry } from '../chain/keptJournal.ts';
import { replay } from '../chain/replay.ts';
import { contradictedOutcome } from '../report/contradictedOutcome.ts';
import { expectKnownSchema } from './judgeJournal.ts';
import { canonicalIn, jsonIn } from './strictText.ts';
import { refuse } from './verification.ts';

/** A drill that was rebuilt from its journal. */
export interface Replayed {
  drill: Drill;
  entries: number;
}

/**
 * Rebuilds a drill from the lines of its journal, and refuses a record that is not what they make. Stops at entries
 * that this version cannot replay.
 */
export function judgeReplay(lines: string[], json: string): Replayed {
  const record = jsonIn('record', json) as Drill;
  const entries = lines.map((line, index) => {
    const entry = canonicalIn('journal', line, `Line ${index + 1}`) as KeptEntry;
    return { ...entry, line, hash: hashOfLine(line) };
  });
  const last = entries.at(-1);
  if (last === undefined) return refuse('journal', 'It is empty.');
  // Only the table knows which entry the record names.
  const journalHash = last.recordHash === undefined ? null : last.hash;
  const kept = { version: last.seq, journalHash, recordHash: hashOfRecord(json), json };
  const { contradiction } = judgeChain({ record: kept, entries }, 1);
  if (contradiction !== null) refuse('journal', contradiction);
  expectKnownSchema(lines);
  const { violation, difference } = replay(entries, record);
  if (violation !== null) refuse('journal', violation);
  const what = difference ?? contradictedOutcome(record, entries);
  if (what !== null) refuse('record', what);
  return { drill: record, entries: entries.length };
}
