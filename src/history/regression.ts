import {
  REGRESSION_FLOOR_PERCENTS,
  REGRESSION_FLOOR_SECONDS,
  REGRESSION_SAMPLES_MIN,
  SAMPLES_KEPT,
} from '../drill/bounds.ts';
import type { Instant } from '../drill/drill.ts';
import { STAGES, type Stage, type Stages } from './stages.ts';

/** A recovery time of a server or recovery plan, with its stages. */
export interface Sample {
  drillId: string;
  endedAt: Instant;
  seconds: number;
  stages: Stages;
}

/** A newest recovery time that is an outlier in its history, all in seconds. */
export interface Regression {
  drillId: string;
  at: Instant;
  seconds: number;
  median: number;
  /** Median absolute deviation of the samples before it. */
  deviation: number;
  /** The number of samples before it. */
  samples: number;
  /** The stage that slowed down most; null when none is known to have. */
  slower: { stage: Stage; seconds: number; median: number } | null;
}

/** The newest SAMPLES_KEPT, oldest first. The order in which the samples arrive does not matter. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const others = samples.filter(({ drillId }) => drillId !== sample.drillId);
  return [...others, sample].sort(byEnd).slice(-SAMPLES_KEPT);
}

/**
 * Finds whether the newest sample is slower than three deviations allow, and by more than noise and our looks explain.
 */
export function regressionOf(samples: readonly Sample[]): Regression | null {
  const newest = samples.at(-1);
  const before = samples.slice(0, -1);
  if (newest === undefined || before.length < REGRESSION_SAMPLES_MIN) return null;
  const seconds = before.map((sample) => sample.seconds);
  const median = medianOf(seconds);
  const deviation = medianOf(seconds.map((one) => Math.abs(one - median)));
  const floor = Math.max(REGRESSION_FLOOR_SECONDS, (median * REGRESSION_FLOOR_PERCENTS) / 100);
  if (newest.seconds <= median + Math.max(DEVIATIONS * NORMAL * deviation, floor)) return null;
  const { drillId, endedAt: at } = newest;
  const slower = slowerStage(newest, before);
  return { drillId, at, seconds: newest.seconds, median, deviation, samples: before.length, slower };
}

/**
 * The usual threshold for an outlier. 1.4826 makes the deviation comparable with the standard deviation of a normal
 * distribution.
 */
const DEVIATIONS = 3;
const NORMAL = 1.4826;

function byEnd(a: Sample, b: Sample): number {
  return a.endedAt - b.endedAt || (a.drillId < b.drillId ? -1 : 1);
}

function slowerStage(newest: Sample, before: readonly Sample[]): Regression['slower'] {
  const slower = STAGES.flatMap((stage) => {
    const seconds = newest.stages[stage];
    const others = before.flatMap(({ stages }) => stages[stage] ?? []);
    if (seconds === null || others.length === 0) return [];
    const median = medianOf(others);
    return seconds > median ? [{ stage, seconds, median }] : [];
  });
  return slower.sort((a, b) => b.seconds - b.median - (a.seconds - a.median))[0] ?? null;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (lower + upper) / 2;
}
