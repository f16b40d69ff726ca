import type { JournalEntry } from '../api/client.ts';
import type { JournalFilter } from './journalFilter.ts';
import { type Fact, isBookkeeping } from './quiet.ts';
import { serversIn } from './serversIn.ts';

/** The facts of one type in an entry, in order. */
export interface FactGroup {
  type: string;
  facts: Fact[];
}

/** The facts of an entry that a reader looks for, and the others: those of timers, effects and other servers. */
export function factGroups(
  { facts }: JournalEntry,
  { factType, sourceServerId }: Omit<JournalFilter, 'text'>,
): { shown: FactGroup[]; others: FactGroup[] } {
  const isShown = (fact: Fact) => {
    if (factType !== '') return fact.type === factType;
    if (sourceServerId !== '') return serversIn(fact).has(sourceServerId);
    return !isBookkeeping(fact);
  };
  return { shown: grouped(facts.filter(isShown)), others: grouped(facts.filter((fact) => !isShown(fact))) };
}

function grouped(facts: Fact[]): FactGroup[] {
  return [...Map.groupBy(facts, ({ type }) => type)].map(([type, alike]) => ({ type, facts: alike }));
}
