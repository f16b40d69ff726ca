import { HOUR_SECONDS, SECOND_MS } from '../drill/bounds.ts';
import type { ObjectivesVerdict } from '../drill/clocks.ts';
import type { Outcome } from '../drill/drill.ts';
import { mixed, type World } from '../drill/world.ts';
import { type Distribution, NO_SAMPLES, withSeconds } from './distribution.ts';

/** The totals of ended drills. The order in which they are added does not matter, and the size is bounded. */
export interface Tally {
  drills: number;
  /**
   * Drills that were launched in another world than the deployment's; no other number includes them. Absent in tallies
   * of an earlier version.
   */
  leftOut?: number;
  /** The world of the drills; absent without drills. UNKNOWN where an earlier version has counted one. */
  world?: World | 'UNKNOWN';
  /** By the drills' outcomes as a whole: a server may have passed in a drill that failed. */
  byOutcome: Partial<Record<Outcome, number>>;
  /**
   * Servers of these drills that DRS knew, those that passed, and those that were never launched or checked for reasons
   * outside the server.
   */
  trials: number;
  passed: number;
  /** Absent in tallies of an earlier version. */
  stopped?: number;
  /** Of the drills that had objectives; absent in tallies of an earlier version. */
  objectives?: Partial<Record<ObjectivesVerdict, number>>;
  /**
   * A sample for each server of each drill in which it was measured: the upper bound, and the lower bound when it is
   * known.
   */
  recoveryTime: Distribution;
  /** Absent in tallies of an earlier version. */
  recoveryTimeAtLeast?: Distribution;
  recoveryPoint: Distribution;
  /** A sample for each drill; in a server's tally, for each drill in which it was held. */
  holdOverrun: Distribution;
  /** Whole milliseconds, because sums of fractions depend on their order. */
  instanceMs: number;
  /** The lower bound; absent in tallies of an earlier version. */
  instanceMsAtLeast?: number;
}

/** What one ended drill adds. */
export interface Contribution {
  outcome: Outcome;
  world: World | undefined;
  trials: number;
  passed: number;
  stopped: number;
  objectives: ObjectivesVerdict | null;
  recoveryTimes: readonly (number | null)[];
  recoveryTimesAtLeast: readonly (number | null)[];
  recoveryPoints: readonly (number | null)[];
  holdOverrun: number | null;
  instanceSeconds: readonly (number | null)[];
  instanceSecondsAtLeast: readonly (number | null)[];
}

export const EMPTY_TALLY: Tally = {
  drills: 0,
  byOutcome: {},
  trials: 0,
  passed: 0,
  recoveryTime: NO_SAMPLES,
  recoveryPoint: NO_SAMPLES,
  holdOverrun: NO_SAMPLES,
  instanceMs: 0,
};

/** The tally with one more ended drill. */
export function adding(before: Tally, one: Contribution): Tally {
  return {
    drills: before.drills + 1,
    leftOut: before.leftOut ?? 0,
    ...worldOf(before, one.world),
    byOutcome: counting(before.byOutcome, one.outcome),
    trials: before.trials + one.trials,
    passed: before.passed + one.passed,
    stopped: (before.stopped ?? 0) + one.stopped,
    objectives: counting(before.objectives ?? {}, one.objectives),
    recoveryTime: measured(one.recoveryTimes).reduce(withSeconds, before.recoveryTime),
    recoveryTimeAtLeast: measured(one.recoveryTimesAtLeast).reduce(
      withSeconds,
      before.recoveryTimeAtLeast ?? NO_SAMPLES,
    ),
    recoveryPoint: measured(one.recoveryPoints).reduce(withSeconds, before.recoveryPoint),
    holdOverrun: measured([one.holdOverrun]).reduce(withSeconds, before.holdOverrun),
    instanceMs: summed(before.instanceMs, one.instanceSeconds),
    instanceMsAtLeast: summed(before.instanceMsAtLeast ?? 0, one.instanceSecondsAtLeast),
  };
}

/** The tally with one more ended drill that proves nothing in its deployment. */
export function leavingOut(before: Tally): Tally {
  return { ...before, leftOut: (before.leftOut ?? 0) + 1, ...worldOf(before, undefined) };
}

/** Drills that an earlier version counted may have any world, so the tally stays UNKNOWN. */
function worldOf(before: Tally, world: World | undefined): Pick<Tally, 'world'> {
  if (before.world === 'UNKNOWN' || (before.drills > 0 && before.leftOut === undefined)) return { world: 'UNKNOWN' };
  const now = mixed(before.world, world);
  return now === undefined ? {} : { world: now };
}

/** The total uptime of instances in hours, to a thousandth, because looks are seconds apart. */
export function instanceHours(milliseconds = 0): number {
  const hours = milliseconds / SECOND_MS / HOUR_SECONDS;
  return Number(hours.toFixed(3));
}

function summed(before: number, seconds: readonly (number | null)[]): number {
  return measured(seconds).reduce((sum, one) => sum + Math.round(one * SECOND_MS), before);
}

function counting<Name extends string>(counts: Partial<Record<Name, number>>, name: Name | null) {
  return name === null ? counts : { ...counts, [name]: (counts[name] ?? 0) + 1 };
}

function measured(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}
