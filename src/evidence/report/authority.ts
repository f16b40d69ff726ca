import type { Instant } from '../../drill/drill.ts';
import { time } from '../time.ts';
import type { JournalFacts } from './journalFacts.ts';
import type { Reading } from './reading.ts';
import type { Authority } from './report.ts';

/** Who requested it, and what people decided about it. */
export function authorityOf({ drill, facts }: Reading): Authority {
  return {
    requestedBy: drill.requestedBy,
    requestedAt: time(drill.requestedAt),
    steered: steeredIn(facts)
      .toSorted((one, other) => one.seq - other.seq)
      .map(({ at, by, what }) => ({ at: time(at), by, what })),
    waived: facts.of('ChecksWaived').flatMap(({ fact }) =>
      fact.waivers.map(({ check, sourceServerId = null, reason }) => ({
        check,
        sourceServerId,
        reason,
        by: drill.requestedBy,
      })),
    ),
    acknowledged: facts.of('LeakAcknowledged').map(({ at, fact }) => ({
      at: time(at),
      by: fact.by,
      reason: fact.reason,
      sourceServerIds: fact.sourceServerIds,
    })),
  };
}

interface Steered {
  at: Instant;
  seq: number;
  by: string;
  what: string;
}

function steeredIn(facts: JournalFacts): Steered[] {
  return [
    ...facts.of('HoldExtensionRequested').map(
      ({ at, seq, fact }): Steered => ({
        at,
        seq,
        by: fact.by,
        what: `Asked for a hold until ${time(fact.until)}.`,
      }),
    ),
    ...facts
      .of('HoldEnded')
      .flatMap(({ at, seq, fact }): Steered[] =>
        fact.by === null ? [] : [{ at, seq, by: fact.by, what: 'Ended the hold.' }],
      ),
    ...facts
      .of('CancelRequested')
      .map(({ at, seq, fact }): Steered => ({ at, seq, by: fact.by, what: `Cancelled the drill: ${fact.reason}` })),
    ...facts
      .of('CheckDecided')
      .flatMap(({ at, seq, fact }): Steered[] =>
        fact.by === undefined
          ? []
          : [{ at, seq, by: fact.by, what: `Gave the verdict of check ${fact.check}: ${fact.state}.` }],
      ),
  ];
}
