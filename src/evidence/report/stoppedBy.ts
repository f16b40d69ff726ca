import type { Fact, JournalEntry } from '../../drill/facts.ts';
import type { Objection } from './objection.ts';

/** Who or what stopped a drill before it had any outcome: a person, or a real recovery. Null: nothing did. */
export function stoppedBy(entries: readonly JournalEntry[]): Objection | null {
  let isCleaning = false;
  for (const fact of entries.flatMap(({ facts }) => facts)) {
    if (fact.type === 'OutcomeDecided') return null;
    if (fact.type === 'PhaseBegan') isCleaning = fact.phase === 'TERMINATING';
    const stop = stopOf(fact, isCleaning);
    if (stop !== null) return stop;
  }
  return null;
}

/** Such a fact decides the outcome at once. While the drill cleans up, a real recovery only delays it. */
function stopOf(fact: Fact, isCleaning: boolean): Objection | null {
  if (fact.type === 'CancelRequested') return { outcome: 'CANCELLED', why: `${fact.by} cancelled it: ${fact.reason}` };
  if (fact.type === 'YieldedTo' && !isCleaning)
    return { outcome: 'YIELDED', why: `It gave way to real recovery ${fact.jobId}.` };
  return null;
}
