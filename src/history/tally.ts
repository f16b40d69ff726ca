import { HOUR_SECONDS, SECOND_MS } from '../drill/bounds.ts';
import type { ObjectivesVerdict } from '../drill/clocks.ts';
import type { Outcome } from '../drill/drill.ts';
import { mixed, type World } from '../drill/world.ts';
import { type Distribution, NO_SAMPLES, withSeconds } from './distribution.ts';

/** What ended drills add up to. The same in whatever order they were added, and bounded in size. */
export interface Tally {
  drills: number;
  /** Drills that were launched in another world than the deployment's, which are in no other number. Absent in what an earlier version has counted. */
  leftOut?: number;
  /** Where the drills were; absent while none was anywhere. UNKNOWN where an earlier version has counted one. */
  world?: World | 'UNKNOWN';
  /** Of the drills, each as a whole: a server may have passed in one that failed. */
  byOutcome: Partial<Record<Outcome, number>>;
  /** Servers in these drills that DRS knew, those of them that passed, and those that were never launched, or seen to, for what says nothing of them. */
  trials: number;
  passed: number;
  /** Absent in what an earlier version has counted. */
  stopped?: number;
  /** Of the drills that had objectives; absent in what an earlier version has counted. */
  objectives?: Partial<Record<ObjectivesVerdict, number>>;
  /** A sample for each server of each drill in which it was measured: at the most, and at the least where that is known. */
  recoveryTime: Distribution;
  /** Absent in what an earlier version has counted. */
  recoveryTimeAtLeast?: Distribution;
  recoveryPoint: Distribution;
  /** A sample for each drill, or, of a server, for each drill in which it was held. */
  holdOverrun: Distribution;
  /** Whole milliseconds, because sums of fractions depend on their order. */
  instanceMs: number;
  /** The same at the least; absent in what an earlier version has counted. */
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

/** The tally with one ended drill more. */
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

/** The tally with one ended drill more that proves nothing in its deployment. */
export function leavingOut(before: Tally): Tally {
  return { ...before, leftOut: (before.leftOut ?? 0) + 1, ...worldOf(before, undefined) };
}

/** What an earlier version has counted may have been anywhere, and stays so. */
function worldOf(before: Tally, world: World | undefined): Pick<Tally, 'world'> {
  if (before.world === 'UNKNOWN' || (before.drills > 0 && before.leftOut === undefined)) return { world: 'UNKNOWN' };
  const now = mixed(before.world, world);
  return now === undefined ? {} : { world: now };
}

/** How long instances were up, all together, to a thousandth of an hour: looks are seconds apart. */
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
