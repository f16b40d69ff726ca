import type { Drill } from '../../drill/drill.ts';
import { evolve } from '../../drill/evolve.ts';
import type { JournalEntry } from '../../drill/facts.ts';
import { violatedByStep, violatedInvariants } from '../../drill/invariants.ts';
import { canonicalJson } from './canonicalJson.ts';
import { firstDifference } from './firstDifference.ts';

/** The schema of records and journal entries that `evolve` knows. */
export const REPLAYED_SCHEMA = 2;

/** What a journal makes of a drill. Each sentence is null when there is nothing to say. */
export interface Replay {
  /** The drill after the last entry that could be replayed; undefined when the journal does not begin one. */
  drill: Drill | undefined;
  /** The first entry after which an invariant does not hold, or that cannot be replayed. */
  violation: string | null;
  /** The first member in which the record is not the fold of the journal. */
  difference: string | null;
}

/** Rebuilds a drill from its journal, entry by entry, and compares it with its record member by member. */
export function replay(entries: readonly JournalEntry[], record: Drill): Replay {
  const { drill, violation } = rebuild(entries);
  return { drill, violation, difference: differenceBetween(record, drill) };
}

function rebuild(entries: readonly JournalEntry[]): Pick<Replay, 'drill' | 'violation'> {
  let drill: Drill | undefined;
  for (const { seq, at, facts } of entries) {
    const before = drill;
    try {
      drill = evolve(before, at, facts);
    } catch {
      return { drill, violation: `Entry ${seq} has a fact that is unknown or incomplete.` };
    }
    if (drill === undefined) return { drill, violation: `Entry ${seq} does not begin with the request for a drill.` };
    const [first] = [...violatedByStep(before, drill), ...violatedInvariants(drill)];
    if (first !== undefined) return { drill, violation: `After entry ${seq} it does not hold that ${first}.` };
    if (facts.some(({ type }, index) => type === 'DrillRequested' && (before !== undefined || index > 0)))
      return { drill, violation: `Entry ${seq} requests a drill again.` };
  }
  return { drill, violation: null };
}

/** Both as canonical JSON, as entries are hashed: half of a surrogate pair differs in nothing else. */
function differenceBetween(record: Drill, drill: Drill | undefined): string | null {
  const found = firstDifference(normal(record), normal(drill ?? null));
  if (found === null) return null;
  const { path, one, other } = found;
  return `${path === '' ? 'The record' : path} is ${one}, and the journal makes it ${other}.`;
}

function normal(value: unknown): unknown {
  return JSON.parse(canonicalJson(value));
}
