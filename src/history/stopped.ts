import type { Drill, Server } from '../drill/drill.ts';
import type { JournalEntry } from '../drill/facts.ts';
import { wasNeverLaunched } from '../drill/neverLaunched.ts';

/**
 * It was never launched although DRS did not refuse it, or the drill was cut short before a look found whether it
 * works.
 */
export function isStopped(
  drill: Drill,
  server: Server,
  { isRefused, isCut }: { isRefused: boolean; isCut: boolean },
): boolean {
  if (wasNeverLaunched(drill, server)) return !isRefused;
  const { result, verificationFailed, verified } = server;
  return isCut && result !== 'FAILED' && verificationFailed !== true && verified === undefined;
}

/** An operator or a real recovery ended it, or its hard stop, which fires when the product itself is down. */
export function isCutShort({ outcome }: Drill, journal: readonly JournalEntry[]): boolean {
  if (outcome === 'CANCELLED' || outcome === 'YIELDED') return true;
  return journal.some(({ facts }) => facts.some(({ type }) => type === 'HardStopFired'));
}
