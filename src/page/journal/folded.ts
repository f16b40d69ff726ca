import type { JournalEntry } from '../api/client.ts';
import { isQuiet } from './quiet.ts';

/** An entry, or looks that found nothing new and came one after the other. */
export type Folded = { kind: 'ENTRY'; entry: JournalEntry } | { kind: 'LOOKS'; entries: JournalEntry[] };

/** The entries in order, with looks that found nothing new folded. */
export function folded(entries: readonly JournalEntry[]): Folded[] {
  const all: Folded[] = [];
  for (const entry of entries) {
    const last = all.at(-1);
    if (!isQuiet(entry)) all.push({ kind: 'ENTRY', entry });
    else if (last?.kind === 'LOOKS') last.entries.push(entry);
    else all.push({ kind: 'LOOKS', entries: [entry] });
  }
  return all;
}
