import { SECOND_MS } from '../drill/bounds.ts';
import type { Drill, Instant } from '../drill/drill.ts';
import { apply } from '../drill/evolve.ts';
import type { Fact, JournalEntry } from '../drill/facts.ts';
import { holdEnd, yieldedServers } from '../drill/recoveries.ts';

/**
 * From the end of the hold until the last termination of a server after it was accepted, without the time in which a real recovery went
 * on and nothing of it might be terminated; all by our clock. Null when there was no hold, or nothing was terminated after it.
 */
export function holdOverrun(drill: Drill, journal: readonly JournalEntry[], sourceServerId: string): number | null {
  const endedAt = endOfHold(drill, journal);
  if (endedAt === null) return null;
  const last = journal.findLast(
    ({ at, facts }) => at >= endedAt && facts.some((fact) => accepts(fact, sourceServerId)),
  );
  if (last === undefined) return null;
  return (last.at - endedAt - heldMilliseconds(drill, journal, sourceServerId, endedAt, last.at)) / SECOND_MS;
}

/** When a person ended it, else when it was to end. */
function endOfHold(drill: Drill, journal: readonly JournalEntry[]): Instant | null {
  const endedByPerson = journal.find(({ facts }) =>
    facts.some((fact) => fact.type === 'HoldEnded' && fact.by !== null),
  );
  return endedByPerson?.at ?? drill.holdUntil ?? null;
}

function accepts(fact: Fact, sourceServerId: string): boolean {
  return fact.type === 'TerminationAccepted' && fact.sourceServerIds.includes(sourceServerId);
}

/** For how long between two moments the server was to be left alone for real recoveries, as far as the drill knew at each of them. */
function heldMilliseconds(
  drill: Drill,
  journal: readonly JournalEntry[],
  sourceServerId: string,
  from: Instant,
  to: Instant,
): number {
  const then: Drill = { ...drill, recoveries: {} };
  return journal.reduce((held, { at, facts }, index) => {
    for (const fact of facts) if (OF_RECOVERIES.has(fact.type)) apply(then, at, fact);
    const until = yieldedServers(then).has(sourceServerId) ? Number.POSITIVE_INFINITY : holdEnd(then);
    const end = Math.min(journal[index + 1]?.at ?? to, to, until);
    return held + Math.max(end - Math.max(at, from), 0);
  }, 0);
}

const OF_RECOVERIES: ReadonlySet<Fact['type']> = new Set([
  'RecoveryReported',
  'YieldedTo',
  'RecoveryReleased',
  'RecoveryCompleted',
]);
