import type { Drill } from '../../drill/drill.ts';
import type { JournalEntry } from '../../drill/facts.ts';
import { objectionsTo } from './objections.ts';

/**
 * Why the recorded outcome of an ended drill does not follow from its other facts, as a sentence; null: it does, or the
 * drill has not ended.
 */
export function contradictedOutcome(drill: Drill, entries: readonly JournalEntry[]): string | null {
  if (drill.phase !== 'ENDED') return null;
  const [first] = objectionsTo(drill, entries);
  const outcome = first?.outcome ?? (drill.terms.dryRun === true ? 'READY' : 'PASSED');
  if (outcome === drill.outcome) return null;
  const because = first === undefined ? 'Nothing objects to it.' : first.why;
  return `The outcome is ${drill.outcome ?? 'missing'}, and its facts lead to ${outcome}. ${because}`;
}
