import type { Drill } from '../../drill/drill.ts';
import type { JournalEntry } from '../../drill/facts.ts';
import { type EndedDrill, endedDrill } from '../../history/endedDrill.ts';
import { type ServerReport, serverReports } from '../../history/serverReports.ts';
import type { Trial } from '../../history/trials.ts';
import type { Sources } from '../sources.ts';
import { factsOf, type JournalFacts } from './journalFacts.ts';

/** A drill and its journal, gone through once for all parts of its report. */
export interface Reading {
  drill: Drill;
  entries: readonly JournalEntry[];
  facts: JournalFacts;
  /** Its results: those of a running drill are not settled, and most of them null. */
  results: EndedDrill;
  trials: Map<string, Trial>;
  servers: Map<string, ServerReport>;
  isEnded: boolean;
}

/** Reads a drill. */
export function readingOf({ drill, entries }: Pick<Sources, 'drill' | 'entries'>): Reading {
  const results = endedDrill(drill, entries, drill.world ?? null);
  return {
    drill,
    entries,
    facts: factsOf(entries),
    results,
    trials: new Map(results.trials.map((trial) => [trial.sourceServerId, trial])),
    servers: serverReports(entries),
    isEnded: drill.phase === 'ENDED',
  };
}
