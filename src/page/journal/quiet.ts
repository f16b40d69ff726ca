import type { JournalEntry } from '../api/client.ts';

export type Fact = JournalEntry['facts'][number];

/** Whether a fact only keeps the books of the drill: its timers, and the effects that it requested. */
export function isBookkeeping(fact: Fact): boolean {
  return BOOKKEEPING.has(fact.type) && fact['failed'] === undefined;
}

const BOOKKEEPING: ReadonlySet<string> = new Set([
  'TimerSet',
  'EffectRequested',
  'EffectAnswered',
  'EffectWithdrawn',
  'EffectFoundTaken',
  'WakeScheduled',
  'WakeFired',
  'EventReceived',
]);

/** Whether an entry is a look that found nothing new. */
export function isQuiet({ facts }: JournalEntry): boolean {
  return facts.every((fact) => isBookkeeping(fact) || NOTHING_NEW.has(fact.type) || isEmptyLook(fact));
}

/** They say that something was still as before. */
const NOTHING_NEW: ReadonlySet<string> = new Set([
  'InstancesNotReady',
  'LookedEmpty',
  'ServersSeenUp',
  'JobsInspected',
]);

function isEmptyLook({ type, reported }: Fact): boolean {
  return type === 'LaunchActionsSeen' && Array.isArray(reported) && reported.length === 0;
}
