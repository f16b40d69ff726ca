import type { JournalEntry, Phase } from '../../api/client.ts';

/** When each phase began, by the journal; the first time counts. */
export function phaseBegins(entries: readonly JournalEntry[]): ReadonlyMap<Phase, string> {
  const begins = new Map<Phase, string>();
  for (const { at, facts } of entries) {
    for (const fact of facts) {
      const phase = fact.type === 'PhaseBegan' ? fact['phase'] : PHASE_OF[fact.type];
      if (phase !== undefined && !begins.has(phase)) begins.set(phase, at);
    }
  }
  return begins;
}

const PHASE_OF: Record<string, Phase> = { DrillRequested: 'REQUESTED', DrillEnded: 'ENDED' };
