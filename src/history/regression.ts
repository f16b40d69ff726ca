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

/** A newest recovery time, or the checks after it, that is an outlier in its history, all in seconds. */
export interface Regression {
  drillId: string;
  at: Instant;
  seconds: number;
  median: number;
  /** Median absolute deviation of the samples before it. */
  deviation: number;
  /** The number of samples before it. */
  samples: number;
  /**
   * The stage of the recovery time that slowed down most; null when none is known to have. The checks come after it:
   * they are named only when they alone took longer than usual.
   */
  slower: { stage: Stage; seconds: number; median: number } | null;
}

/** The newest SAMPLES_KEPT, oldest first. The order in which the samples arrive does not matter. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const others = samples.filter(({ drillId }) => drillId !== sample.drillId);
  return [...others, sample].sort(byEnd).slice(-SAMPLES_KEPT);
}

/**
 * Finds whether the newest recovery time, or else the newest time of the checks, is slower than three deviations allow,
 * and by more than noise and our looks explain.
 */
export function regressionOf(samples: readonly Sample[]): Regression | null {
  const newest = samples.at(-1);
  const before = samples.slice(0, -1);
  if (newest === undefined) return null;
  const { drillId, endedAt: at, seconds } = newest;
  const others = before.map((sample) => sample.seconds);
  const isSlower = isOutlier(seconds, others);
  const slower = isSlower ? slowerStage(newest, before) : slowerChecks(newest, before);
  if (!isSlower && slower === null) return null;
  return {
    drillId,
    at,
    seconds,
    median: medianOf(others),
    deviation: deviationOf(others),
    samples: before.length,
    slower,
  };
}

function isOutlier(seconds: number, others: readonly number[]): boolean {
  const median = medianOf(others);
  const floor = Math.max(REGRESSION_FLOOR_SECONDS, (median * REGRESSION_FLOOR_PERCENTS) / 100);
  const allowed = median + Math.max(DEVIATIONS * NORMAL * deviationOf(others), floor);
  return others.length >= REGRESSION_SAMPLES_MIN && seconds > allowed;
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
    const { seconds, others } = timesOf(stage, newest, before);
    if (stage === 'checks' || seconds === null || others.length === 0) return [];
    const median = medianOf(others);
    return seconds > median ? [{ stage, seconds, median }] : [];
  });
  return slower.sort((a, b) => b.seconds - b.median - (a.seconds - a.median))[0] ?? null;
}

function slowerChecks(newest: Sample, before: readonly Sample[]): Regression['slower'] {
  const { seconds, others } = timesOf('checks', newest, before);
  if (seconds === null || !isOutlier(seconds, others)) return null;
  return { stage: 'checks', seconds, median: medianOf(others) };
}

function timesOf(stage: Stage, { stages: newest }: Sample, before: readonly Sample[]) {
  return { seconds: newest[stage] ?? null, others: before.flatMap(({ stages }) => stages[stage] ?? []) };
}

/** The median absolute deviation. */
function deviationOf(values: readonly number[]): number {
  const median = medianOf(values);
  return medianOf(values.map((one) => Math.abs(one - median)));
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (lower + upper) / 2;
}
