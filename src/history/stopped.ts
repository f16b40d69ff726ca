import type { Drill, Server } from '../drill/drill.ts';
import type { JournalEntry } from '../drill/facts.ts';
import { wasNeverLaunched } from '../drill/neverLaunched.ts';

/** It was never launched, and DRS has not refused this very server; or the drill was cut short before anybody saw whether it works. */
export function isStopped(
  drill: Drill,
  server: Server,
  { isRefused, isCut }: { isRefused: boolean; isCut: boolean },
): boolean {
  if (wasNeverLaunched(drill, server)) return !isRefused;
  const { result, verificationFailed, verified } = server;
  return isCut && result !== 'FAILED' && verificationFailed !== true && verified === undefined;
}

/** People or a real recovery ended it, or its hard stop, which comes when we ourselves are absent. */
export function isCutShort({ outcome }: Drill, journal: readonly JournalEntry[]): boolean {
  if (outcome === 'CANCELLED' || outcome === 'YIELDED') return true;
  return journal.some(({ facts }) => facts.some(({ type }) => type === 'HardStopFired'));
}
