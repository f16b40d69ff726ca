import type { Instant } from '../../drill/drill.ts';
import type { Fact, JournalEntry } from '../../drill/facts.ts';

/** A fact, with the entry that says it. */
export interface Said<Type extends Fact['type'] = Fact['type']> {
  at: Instant;
  seq: number;
  fact: Extract<Fact, { type: Type }>;
}

/** The facts of a journal in order, all of them or those of a type. */
export interface JournalFacts {
  all: readonly Said[];
  of<Type extends Fact['type']>(type: Type): Said<Type>[];
}

/** Goes through a journal once, so that each part of a report can ask for its facts. */
export function factsOf(entries: readonly JournalEntry[]): JournalFacts {
  const all = entries.flatMap(({ at, seq, facts }) => facts.map((fact): Said => ({ at, seq, fact })));
  const byType = Object.groupBy(all, ({ fact }) => fact.type) as { [Type in Fact['type']]?: Said<Type>[] };
  return { all, of: (type) => byType[type] ?? [] };
}
