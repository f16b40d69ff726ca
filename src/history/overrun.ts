import { SECOND_MS } from '../drill/bounds.ts';
import type { Drill, Instant } from '../drill/drill.ts';
import { apply } from '../drill/evolve.ts';
import type { Fact, JournalEntry } from '../drill/facts.ts';
import { holdEnd, yieldedServers } from '../drill/recoveries.ts';

/**
 * From the end of the hold until DRS accepted the last termination after it. Time in which a real recovery held up the
 * termination is left out. All by our clock. Null without a hold, or without a termination after it.
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

/** When an operator ended it, else its planned end. */
function endOfHold(drill: Drill, journal: readonly JournalEntry[]): Instant | null {
  const endedByPerson = journal.find(({ facts }) =>
    facts.some((fact) => fact.type === 'HoldEnded' && fact.by !== null),
  );
  return endedByPerson?.at ?? drill.holdUntil ?? null;
}

function accepts(fact: Fact, sourceServerId: string): boolean {
  return fact.type === 'TerminationAccepted' && fact.sourceServerIds.includes(sourceServerId);
}

/**
 * How long between two moments the server had to be left alone because of real recoveries, as far as the drill knew at
 * the time.
 */
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
