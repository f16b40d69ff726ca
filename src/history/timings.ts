import { SECOND_MS, TIMINGS_KEPT } from '../drill/bounds.ts';
import type { Drill, Instant } from '../drill/drill.ts';
import type { Ended } from './statistic.ts';
import type { Trial } from './trials.ts';

/** How long the parts of a server's drill took, in seconds; null what was not measured. */
export interface Timing {
  drillId: string;
  endedAt: Instant;
  /** From the job's creation to LAUNCH_END (DRS's clock). */
  launch: number | null;
  /** From LAUNCH_END (DRS's clock) to the look that found it working (ours). */
  boot: number | null;
  /** The same, from the last LAUNCH_END of its wave: no server is looked at before its whole wave is launched. */
  check: number | null;
  /** From the accepted termination to the proof that nothing is left (our clock). */
  termination: number | null;
}

/** How long an ended drill took for one of its servers; null when it was not launched. */
export function timingOf(drill: Drill, trial: Ended<Trial>): Timing | null {
  const { drillId, endedAt, sourceServerId, stages, launchDurationSeconds: launch } = trial;
  if (launch === null) return null;
  const { wave, verifiedAt } = drill.servers[sourceServerId] ?? {};
  const ofWave = Object.values(drill.servers).flatMap((one) => (one.wave === wave ? (one.launchedAt ?? []) : []));
  const seconds = verifiedAt === undefined ? null : (verifiedAt - Math.max(...ofWave)) / SECOND_MS;
  const check = seconds === null || seconds < 0 ? null : seconds;
  return { drillId, endedAt, launch, boot: stages.boot, check, termination: trial.terminationDurationSeconds };
}

/** The newest TIMINGS_KEPT, oldest first. The order in which they arrive does not matter. */
export function withTiming(timings: readonly Timing[], timing: Timing): Timing[] {
  const others = timings.filter(({ drillId }) => drillId !== timing.drillId);
  return [...others, timing].toSorted(byEnd).slice(-TIMINGS_KEPT);
}

function byEnd(one: Timing, other: Timing): number {
  return one.endedAt - other.endedAt || (one.drillId < other.drillId ? -1 : 1);
}
