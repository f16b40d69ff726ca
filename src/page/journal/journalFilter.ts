import type { JournalEntry } from '../api/client.ts';
import { serversIn } from './serversIn.ts';

/** What a reader looks for; empty members find everything. */
export interface JournalFilter {
  /** Words that an entry has anywhere, in any order and case. */
  text: string;
  /** The type of a fact. */
  factType: string;
  sourceServerId: string;
}

/** Whether an entry is what a reader looks for. Its servers are also found by their host names. */
export function isFound(
  entry: JournalEntry,
  { text, factType, sourceServerId }: JournalFilter,
  hostnames: ReadonlyMap<string, string>,
): boolean {
  if (factType !== '' && !entry.facts.some(({ type }) => type === factType)) return false;
  if (sourceServerId !== '' && !serversIn(entry).has(sourceServerId)) return false;
  return text === '' || hasWords(`${searchable(entry)} ${namesIn(entry, hostnames)}`, text);
}

/** The host names of the servers of an entry, in lower case. */
export function namesIn(entry: JournalEntry, hostnames: ReadonlyMap<string, string>): string {
  return [...serversIn(entry)].map((id) => hostnames.get(id)?.toLowerCase() ?? '').join(' ');
}

/** Whether a text has all of these words, in any order and case. */
export function hasWords(lowerCase: string, words: string): boolean {
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lowerCase.includes(word));
}

function searchable(entry: JournalEntry): string {
  const known = memory.get(entry);
  if (known !== undefined) return known;
  const text = JSON.stringify(entry).toLowerCase();
  memory.set(entry, text);
  return text;
}

const memory = new WeakMap<JournalEntry, string>();
