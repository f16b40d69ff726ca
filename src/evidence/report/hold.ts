import { SECOND_MS } from '../../drill/bounds.ts';
import type { Fact } from '../../drill/facts.ts';
import { time } from '../time.ts';
import type { JournalFacts } from './journalFacts.ts';
import type { Reading } from './reading.ts';
import type { HoldReported } from './report.ts';

/** How long the instances were held for people and checks, as planned and in fact. */
export function holdOf({ drill, facts }: Reading): HoldReported {
  const { holdBeganAt, holdEndedAt } = drill;
  return {
    plannedSeconds: drill.terms.holdSeconds,
    beganAt: time(holdBeganAt),
    endedAt: time(holdEndedAt),
    heldSeconds:
      holdBeganAt === undefined || holdEndedAt === undefined ? null : (holdEndedAt - holdBeganAt) / SECOND_MS,
    endedBy: drill.holdEndedBy ?? null,
    extensions: extensionsIn(facts),
  };
}

/** An extension is in force once a hard stop covers it, unless it failed or another was asked for first. */
function extensionsIn({ all }: JournalFacts): HoldReported['extensions'] {
  const steps = all.filter(({ fact }) => OF_EXTENSIONS.has(fact.type));
  return steps.flatMap(({ at, fact }, index) => {
    if (fact.type !== 'HoldExtensionRequested') return [];
    const inForce = steps[index + 1]?.fact.type === 'HoldExtended';
    return [{ at: time(at), by: fact.by, until: time(fact.until), inForce }];
  });
}

const OF_EXTENSIONS: ReadonlySet<Fact['type']> = new Set([
  'HoldExtensionRequested',
  'HoldExtended',
  'HoldExtensionFailed',
]);
