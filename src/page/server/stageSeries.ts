import type { Regression, Trial } from '../api/client.ts';
import type { TimeUnit } from '../words/timeUnit.ts';
import { STAGES, type Stage, stageSeconds } from './stages.ts';

/** The newest drills that measured a recovery time or a stage, oldest first. */
export function measuredTrials(trials: readonly Trial[]): Trial[] {
  const measured = trials.filter(
    (trial) => trial.recoveryTimeSeconds !== null || STAGES.some((stage) => stageSeconds(trial.stages, stage) !== null),
  );
  return measured.slice(0, DRILLS_MAX).toReversed();
}

const DRILLS_MAX = 30;

/**
 * The axis of durations, in its unit. It is never shorter than a minute, so that a launch that failed at once does not
 * look like a long one.
 */
export function axisOf(durationsSeconds: readonly number[], unit: TimeUnit): [number, number] {
  return [0, Math.max(AXIS_SECONDS_MIN, 1.1 * Math.max(0, ...durationsSeconds)) / unit.seconds];
}

const AXIS_SECONDS_MIN = 60;

/** A point of the chart: the request of a drill, and a duration in the unit of the axis. */
interface Point {
  x: string;
  y: number;
}

/** The durations of one stage; drills in which it was not measured have no point. */
export function stagePoints(trials: readonly Trial[], stage: Stage, { seconds }: TimeUnit): Point[] {
  return points(trials, (trial) => stageSeconds(trial.stages, stage), seconds);
}

/** One bound of the recovery time. */
export function boundPoints(
  trials: readonly Trial[],
  bound: 'recoveryTimeSeconds' | 'recoveryTimeAtLeastSeconds',
  { seconds }: TimeUnit,
): Point[] {
  return points(trials, (trial) => trial[bound], seconds);
}

function points(trials: readonly Trial[], measure: (trial: Trial) => number | null, unitSeconds: number): Point[] {
  return trials.flatMap((trial) => {
    const value = measure(trial);
    return value === null ? [] : [{ x: trial.requestedAt, y: value / unitSeconds }];
  });
}

/** The drill of the regression, if it is shown. */
export function regressedAt(trials: readonly Trial[], regression: Regression | null): string | undefined {
  return trials.find(({ drillId }) => drillId === regression?.drillId)?.requestedAt;
}

/** The day of a request, or its time where all drills are of the same few days. */
export function tickText(at: string, all: readonly string[]): string {
  const days = new Set(all.map((one) => one.slice(0, 10)));
  return days.size > 3 ? at.slice(0, 10) : at.slice(5, 16).replace('T', ' ');
}
