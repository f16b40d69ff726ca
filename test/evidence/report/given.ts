import type { Context } from '../../../src/evidence/sources.ts';

/** What the journal does not say, of a site with six servers and without any trouble. */
export function someContext(changes: Partial<Context> = {}): Context {
  return {
    product: { name: 'drs-drill', version: '1.0.0' },
    quarantined: null,
    integrity: {
      contradiction: null,
      chainedFromSeq: 1,
      replayContradiction: null,
      journalHash: 'a'.repeat(64),
      recordHash: 'b'.repeat(64),
    },
    prices: null,
    serversOfSite: 6,
    nextDueAt: null,
    before: null,
    retest: null,
    ...changes,
  };
}
