import type { Drill } from '../../drill/drill.ts';
import { fold } from '../../drill/evolve.ts';
import type { JournalEntry } from '../../drill/facts.ts';
import { canonicalJson } from './canonicalJson.ts';

/** The first member of a record that is not what its journal says, as a sentence; null when the record is the fold. */
export function replayContradiction(entries: readonly JournalEntry[], record: Drill): string | null {
  const folded = fold(entries);
  if (folded === undefined) return 'The journal does not begin with a request.';
  const [said, kept] = [membersOf(folded), membersOf(record)];
  const names = [...new Set([...said.keys(), ...kept.keys()])].sort();
  const wrong = names.find((name) => said.get(name) !== kept.get(name));
  return wrong === undefined ? null : `The record's member ${wrong} is not what the journal leads to.`;
}

function membersOf(drill: Drill): Map<string, string> {
  const present = Object.entries(drill).filter(([, value]) => value !== undefined);
  return new Map(present.map(([name, value]) => [name, canonicalJson(value)]));
}
