import type { Drill, Phase } from '../api/client.ts';
import { durationText } from '../words/durations.ts';
import type { JournalTimes, WaveTimes } from './journalTimes.ts';

/** A part of a drill's time, and what it waited for last. */
export interface CriticalStep {
  /** As in `Launch of wave 1`. */
  name: string;
  fromMs: number;
  /** null: it still lasts. */
  toMs: number | null;
  /** The server that it waited for last; null: no server. */
  sourceServerId: string | null;
  /** What it waited for, when that was no server. */
  because: string | null;
}

/** What the drill waited for last, from the request to the end, without gaps and without steps of no time. */
export function criticalPath(drill: Drill, times: JournalTimes): CriticalStep[] {
  const steps = times.phases.flatMap(({ phase, fromMs }, index): CriticalStep[] => {
    const toMs = times.phases[index + 1]?.fromMs ?? endedMs(drill);
    if (phase === 'LAUNCHING') return launchSteps(drill, times, { fromMs, toMs });
    if (phase === 'VERIFYING')
      return [bootStep('Verification', times.verifiedMs, drill.servers.map(idOf), { fromMs, toMs })];
    if (phase === 'HOLDING') return [{ name: 'Hold', fromMs, toMs, sourceServerId: null, because: holdSaid(drill) }];
    if (phase === 'TERMINATING' && drill.cleanup !== 'NOT_NEEDED')
      return [{ name: 'Cleanup', fromMs, toMs, ...lastOf(times.goneMs, drill.servers.map(idOf), toMs) }];
    return [{ name: NAMES[phase] ?? phase, fromMs, toMs, sourceServerId: null, because: REASONS[phase] ?? null }];
  });
  const queued = {
    ...NO_SERVER,
    name: 'Turn',
    because: 'its turn in the quotas of DRS',
    fromMs: Date.parse(drill.requestedAt),
  };
  const first = steps[0]?.fromMs ?? null;
  return [{ ...queued, toMs: first }, ...steps].filter((step) =>
    step.toMs === null ? steps.length > 0 || drill.phase !== 'ENDED' : step.toMs - step.fromMs >= SHOWN_MS,
  );
}

/** `Launch of wave 1: 9 min 15 s, demo-001 came last`. */
export function stepText(step: CriticalStep, nowMs: number, nameOf: (sourceServerId: string) => string): string {
  const lasted = durationText(((step.toMs ?? nowMs) - step.fromMs) / 1000);
  const { sourceServerId: last, because } = step;
  const waited = last === null ? because && ` waited for ${because}` : ` ${nameOf(last)} came last`;
  return `${step.name}: ${lasted}${waited === null ? '' : `,${waited}`}`;
}

/** Shorter steps held nobody up. */
const SHOWN_MS = 500;

const NO_SERVER = { sourceServerId: null, because: null };

const NAMES: Partial<Record<Phase, string>> = { VALIDATING: 'Checks before the launch', TERMINATING: 'End' };
const REASONS: Partial<Record<Phase, string>> = { VALIDATING: 'the inspection of every server' };

interface Interval {
  fromMs: number;
  toMs: number | null;
}

function launchSteps(drill: Drill, times: JournalTimes, { fromMs, toMs }: Interval): CriticalStep[] {
  const first = {
    ...NO_SERVER,
    name: 'Hard stop',
    because: 'the hard stop that has to exist first',
    fromMs,
    toMs: times.waves[0]?.fromMs ?? toMs,
  };
  const waves = times.waves.flatMap((wave, index) => {
    const next = times.waves[index + 1];
    const ids = drill.waves.find((one) => one.wave === wave.wave)?.sourceServerIds ?? [];
    const launched = new Map([...times.launchedMs, ...times.failedMs]);
    const launch = {
      name: `Launch of wave ${wave.wave}`,
      fromMs: wave.fromMs,
      toMs: wave.toMs,
      ...lastOf(launched, ids, wave.toMs),
    };
    if (wave.toMs === null) return [launch];
    return [launch, ...betweenWaves(times, ids, { wave, next, toMs: next?.fromMs ?? toMs })];
  });
  return [first, ...waves];
}

interface Gap {
  wave: WaveTimes;
  next: WaveTimes | undefined;
  toMs: number | null;
}

/** A wave may wait until the one before it works, and then for a pause that the plan wants. */
function betweenWaves(times: JournalTimes, ids: string[], { wave, next, toMs }: Gap): CriticalStep[] {
  const fromMs = wave.toMs ?? wave.fromMs;
  const pausedFromMs = next?.pausedFromMs ?? null;
  const name = `Boot of wave ${wave.wave}`;
  if (pausedFromMs === null || next === undefined) return [bootStep(name, times.verifiedMs, ids, { fromMs, toMs })];
  return [
    bootStep(name, times.verifiedMs, ids, { fromMs, toMs: pausedFromMs }),
    {
      name: `Pause before wave ${next.wave}`,
      fromMs: pausedFromMs,
      toMs,
      sourceServerId: null,
      because: 'the pause that the plan wants',
    },
  ];
}

function bootStep(
  name: string,
  verifiedMs: ReadonlyMap<string, number>,
  ids: string[],
  { fromMs, toMs }: Interval,
): CriticalStep {
  return { name, fromMs, toMs, ...lastOf(verifiedMs, ids, toMs) };
}

/** The server that came last before the end of a step; none while the step still lasts. */
function lastOf(
  timesMs: ReadonlyMap<string, number>,
  ids: string[],
  toMs: number | null,
): Pick<CriticalStep, 'sourceServerId' | 'because'> {
  if (toMs === null) {
    const left = ids.filter((id) => !timesMs.has(id)).length;
    return { sourceServerId: null, because: `${left} of ${ids.length} servers` };
  }
  // The clock of AWS may be a little ahead of ours.
  const inTime = ids.flatMap((id) => {
    const ms = timesMs.get(id);
    return ms === undefined || ms > toMs + CLOCKS_DIFFER_MS ? [] : [{ id, ms }];
  });
  const last = inTime.reduce<{ id: string; ms: number } | undefined>(
    (late, one) => (late === undefined || one.ms > late.ms ? one : late),
    undefined,
  );
  return { sourceServerId: last?.id ?? null, because: null };
}

const CLOCKS_DIFFER_MS = 60_000;

function holdSaid({ hold: { endedAt, endedBy, until }, cancelledBy }: Drill): string {
  if (endedAt === null) return cancelledBy === null ? 'the end of the hold' : 'the cancellation';
  if (endedBy !== null) return `${endedBy}, who ended it`;
  return until !== null && endedAt < until ? 'the last result of a required check' : 'its planned end';
}

function idOf({ sourceServerId }: { sourceServerId: string }): string {
  return sourceServerId;
}

function endedMs({ endedAt }: Drill): number | null {
  return endedAt === null ? null : Date.parse(endedAt);
}
