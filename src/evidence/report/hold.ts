import { SECOND_MS } from '../../drill/bounds.ts';
import type { Reading } from './reading.ts';
import type { HoldReported } from './report.ts';
import { time } from './time.ts';

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
    extensions: facts.of('HoldExtensionRequested').map(({ at, seq, fact: { by, until } }) => ({
      at: time(at),
      by,
      until: time(until),
      inForce: facts.of('HoldExtended').some((extended) => extended.seq >= seq && extended.fact.until === until),
    })),
  };
}
