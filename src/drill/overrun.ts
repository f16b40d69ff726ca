import { SECOND_MS } from './bounds.ts';
import type { Drill, Instant } from './drill.ts';
import type { JournalEntry } from './facts.ts';

/**
 * From the end of the hold until the last termination after it was accepted, of one server or of the whole drill; all by our clock.
 * Null when there was no hold, or nothing was terminated after it.
 */
export function holdOverrun(drill: Drill, journal: readonly JournalEntry[], sourceServerId?: string): number | null {
  const endedAt = endOfHold(drill, journal);
  if (endedAt === null) return null;
  const accepted = journal.filter(
    ({ at, facts }) => at >= endedAt && facts.some((fact) => accepts(fact, sourceServerId)),
  );
  const last = accepted.at(-1);
  return last === undefined ? null : (last.at - endedAt) / SECOND_MS;
}

/** When a person ended it, else when it was to end. */
function endOfHold(drill: Drill, journal: readonly JournalEntry[]): Instant | null {
  const endedByPerson = journal.find(({ facts }) =>
    facts.some((fact) => fact.type === 'HoldEnded' && fact.by !== null),
  );
  return endedByPerson?.at ?? drill.holdUntil ?? null;
}

function accepts(fact: JournalEntry['facts'][number], sourceServerId: string | undefined): boolean {
  if (fact.type !== 'TerminationAccepted') return false;
  return sourceServerId === undefined || fact.sourceServerIds.includes(sourceServerId);
}
