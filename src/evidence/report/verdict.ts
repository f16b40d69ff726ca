import type { Sources } from '../sources.ts';
import { time } from '../time.ts';
import { conditionsOf } from './conditions.ts';
import { contradictedOutcome } from './contradictedOutcome.ts';
import { objectionsTo } from './objections.ts';
import { attestationsIn } from './people.ts';
import type { Reading } from './reading.ts';
import type { Computed, Verdict } from './report.ts';

/** The verdict that follows from the facts, beside what people have judged. */
export function verdictOf(reading: Reading, { notes, context }: Sources): Verdict {
  const { drill } = reading;
  const conditions = conditionsOf(reading, context);
  return {
    phase: drill.phase,
    endedAt: reading.isEnded ? time(drill.phaseAt) : null,
    outcome: drill.outcome ?? null,
    ...computedOf(reading, { conditions, quarantined: context.quarantined }),
    conditions,
    attestations: attestationsIn(notes),
    nextDueAt: time(context.nextDueAt),
    retest: context.retest,
  };
}

/** A quarantined drill stands still, and does not pass as it is. */
function computedOf(
  { drill, entries, isEnded }: Reading,
  { conditions, quarantined }: { conditions: string[]; quarantined: Sources['context']['quarantined'] },
): { computed: Computed | null; why: string | null } {
  if (!isEnded && quarantined !== null)
    return { computed: 'FAILED', why: `It was quarantined and did not end: ${quarantined.violation}` };
  if (!isEnded) return { computed: null, why: drill.why ?? null };
  const contradiction = contradictedOutcome(drill, entries);
  if (contradiction !== null) return { computed: 'FAILED', why: contradiction };
  const [objection] = objectionsTo(drill, entries);
  if (objection !== undefined) return { computed: 'FAILED', why: drill.why ?? objection.why };
  return { computed: conditions.length === 0 ? 'PASSED' : 'PASSED_WITH_CONDITIONS', why: drill.why ?? null };
}
