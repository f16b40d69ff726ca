import { SECOND_MS } from '../drill/bounds.ts';
import type { Instant } from '../drill/drill.ts';

/**
 * How long each stage took, of a launch and of the checks after it. Null when DRS logged no such step, when the clocks
 * of the two ends do not match, or when nothing was checked.
 */
export interface Stages {
  /** SNAPSHOT_START to SNAPSHOT_END in the job log. */
  snapshot: number | null;
  /** CONVERSION_START to CONVERSION_END in the job log. */
  conversion: number | null;
  /** LAUNCH_START to LAUNCH_END in the job log. */
  launch: number | null;
  /** LAUNCH_END in the job log (DRS's clock) to the first look that found it working (ours). */
  boot: number | null;
  /** The hold's beginning to the look that found the application working. Absent in items of an earlier version. */
  checks?: number | null;
}

export const STAGES = ['snapshot', 'conversion', 'launch', 'boot', 'checks'] as const;
export type Stage = (typeof STAGES)[number];

export const NO_STAGES: Stages = { snapshot: null, conversion: null, launch: null, boot: null, checks: null };

/** The stages of one server's launch, from the steps that DRS logged. */
export function stagesOf(steps: Record<string, Instant>, verifiedAt: Instant | undefined): Stages {
  return {
    snapshot: between(steps['SNAPSHOT_START'], steps['SNAPSHOT_END']),
    conversion: between(steps['CONVERSION_START'], steps['CONVERSION_END']),
    launch: between(steps['LAUNCH_START'], steps['LAUNCH_END']),
    boot: between(steps['LAUNCH_END'], verifiedAt),
  };
}

/**
 * The lower bounds of the stages. The boot ends at the earliest when the last look began that did not find it working.
 */
export function leastStages(stages: Stages, measured: { atMost: number | null; atLeast: number | null }): Stages {
  const { atMost, atLeast } = measured;
  if (stages.boot === null || atMost === null || atLeast === null) return { ...stages, boot: null };
  return { ...stages, boot: toMilliseconds(Math.max(0, stages.boot - (atMost - atLeast))) };
}

/** Avoids rounding errors of fractions. */
function toMilliseconds(seconds: number): number {
  return Math.round(seconds * SECOND_MS) / SECOND_MS;
}

/** The longest time of each stage of a launch. */
export function longestStages(all: readonly Stages[]): Stages {
  const longest = (stage: keyof Stages) => {
    const measured = all.flatMap((stages) => stages[stage] ?? []);
    return measured.length === 0 ? null : Math.max(...measured);
  };
  return {
    snapshot: longest('snapshot'),
    conversion: longest('conversion'),
    launch: longest('launch'),
    boot: longest('boot'),
  };
}

function between(from: Instant | undefined, to: Instant | undefined): number | null {
  return from === undefined || to === undefined || to < from ? null : (to - from) / SECOND_MS;
}
