import type { Drill, Outcome } from '../../drill/drill.ts';
import type { JournalEntry } from '../../drill/facts.ts';
import { hasLaunchedNothing } from '../../drill/neverLaunched.ts';
import { objectionsTo } from './objections.ts';
import { stoppedBy } from './stoppedBy.ts';

/**
 * Why the recorded outcome of an ended drill does not follow from its other facts, as a sentence; null: it does, or the
 * drill has not ended.
 */
export function contradictedOutcome(drill: Drill, entries: readonly JournalEntry[]): string | null {
  if (drill.phase !== 'ENDED') return null;
  const { outcome } = drill;
  if (outcome === undefined) return 'The drill has ended without an outcome.';
  const stop = stoppedBy(entries);
  if (stop !== null && stop.outcome !== outcome) return `The outcome is ${outcome}, but ${lowered(stop.why)}`;
  const objections = objectionsTo(drill, entries);
  const [first] = objections;
  if (outcome === passOf(drill)) return first === undefined ? null : `The outcome is ${outcome}, but: ${first.why}`;
  if (outcome === 'REJECTED' && !hasLaunchedNothing(drill) && drill.restored === undefined)
    return 'The outcome is REJECTED, but something was launched.';
  return objections.some((one) => one.outcome === outcome) ? null : unfounded(outcome);
}

/** How a drill ends to which nothing objects. */
function passOf({ terms }: Drill): Outcome {
  return terms.dryRun === true ? 'READY' : 'PASSED';
}

function unfounded(outcome: Outcome): string {
  return `The outcome is ${outcome}, and no fact leads to it.`;
}

function lowered(sentence: string): string {
  return sentence.startsWith('It ') ? `it ${sentence.slice(3)}` : sentence;
}
