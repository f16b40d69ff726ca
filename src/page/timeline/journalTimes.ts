import type { JournalEntry, Phase } from '../api/client.ts';
import type { Fact } from '../journal/quiet.ts';

/** The moments of a drill that only its journal has; all times in milliseconds. */
export interface JournalTimes {
  phases: { phase: Phase; fromMs: number }[];
  /** When each server did not launch, or failed its verification. */
  failedMs: ReadonlyMap<string, number>;
  /** When DRS launched each server, or when that was found. */
  launchedMs: ReadonlyMap<string, number>;
  verifiedMs: ReadonlyMap<string, number>;
  /** When an event reported each instance as terminated. */
  reportedGoneMs: ReadonlyMap<string, number>;
  goneMs: ReadonlyMap<string, number>;
  waves: WaveTimes[];
}

/** A wave from the beginning of its launch until it was launched; null: not yet. */
export interface WaveTimes {
  wave: number;
  fromMs: number;
  toMs: number | null;
  /** Since when it waited after the wave before, because its plan says so; null: it did not. */
  pausedFromMs: number | null;
}

/** Reads the moments out of a journal. */
export function journalTimesOf(entries: readonly JournalEntry[]): JournalTimes {
  const said = entries.flatMap(({ at, facts }) => facts.map((fact) => ({ atMs: Date.parse(at), fact })));
  const byType = Map.groupBy(said, ({ fact }) => fact.type);
  const of = (type: string) => byType.get(type) ?? [];
  return {
    phases: of('PhaseBegan').map(({ atMs, fact }) => ({ phase: fact['phase'], fromMs: atMs })),
    failedMs: firstTimes([...of('ServerFailed'), ...of('ServerVerificationFailed')]),
    launchedMs: firstTimes(of('ServerLaunched'), ({ launchedAt }) => launchedAt),
    verifiedMs: firstTimes(of('ServerVerified')),
    reportedGoneMs: firstTimes(of('InstanceReportedGone')),
    goneMs: firstTimes(of('ServerGone')),
    waves: wavesOf(of),
  };
}

interface Said {
  atMs: number;
  fact: Fact;
}

/** The first time for each server: by the clock of AWS where the fact has it, else when the entry was written. */
function firstTimes(said: Said[], atOf: (fact: Fact) => unknown = () => null): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { atMs, fact } of said) {
    const at = atOf(fact);
    const ms = typeof at === 'string' ? Date.parse(at) : atMs;
    const id = String(fact['sourceServerId']);
    if (!times.has(id)) times.set(id, ms);
  }
  return times;
}

/** The journal counts waves from 0, and everything that people read from 1. */
function wavesOf(of: (type: string) => Said[]): WaveTimes[] {
  return of('WaveBegan').map(({ atMs, fact: { wave } }) => {
    return {
      wave: wave + 1,
      fromMs: atMs,
      toMs: of('WaveLaunched').find(({ fact }) => fact['wave'] === wave)?.atMs ?? null,
      pausedFromMs: of('WavePaused').findLast(({ fact }) => fact['wave'] === wave)?.atMs ?? null,
    };
  });
}
