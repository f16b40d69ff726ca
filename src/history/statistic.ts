import type { Instant } from '../drill/drill.ts';
import type { EndedDrill } from './endedDrill.ts';
import { type Regression, regressionOf, type Sample, withSample } from './regression.ts';
import type { Stages } from './stages.ts';
import { adding, type Contribution, EMPTY_TALLY, leavingOut, type Tally } from './tally.ts';
import { stagesAtLeast, type Trial, wasSeen } from './trials.ts';

/** What statistics of drills are grouped by. */
export type CountedBy = 'day' | 'recoveryPlan' | 'server' | 'region';

/** A day (YYYY-MM-DD, UTC), the name of a recovery plan, a source server's id, or the name of a Region. */
export interface StatisticKey {
  by: CountedBy;
  key: string;
}

/** The totals of ended drills for a day, a recovery plan, a server or a Region. */
export interface Statistic extends StatisticKey {
  tally: Tally;
  /** The newest recovery times of a server, or of a recovery plan as a whole, oldest first. */
  samples: Sample[];
}

/** A regression, with its subject. */
export interface KeptRegression extends Regression {
  by: 'recoveryPlan' | 'server';
  key: string;
}

/** A statistic that counts nothing yet. */
export function emptyStatistic({ by, key }: StatisticKey): Statistic {
  return { by, key, tally: EMPTY_TALLY, samples: [] };
}

/** The statistics that an ended drill counts in, apart from those of its servers. */
export function keysOf(drill: EndedDrill): StatisticKey[] {
  const plan = drill.recoveryPlan === null ? [] : [{ by: 'recoveryPlan' as const, key: drill.recoveryPlan }];
  return [{ by: 'day', key: dayOf(drill.endedAt) }, ...plan, { by: 'region', key: drill.site.region }];
}

/** A statistic with one more ended drill. */
export function withDrill(before: Statistic, drill: EndedDrill): Statistic {
  if (!drill.counts) return { ...before, tally: leavingOut(before.tally) };
  const { outcome, trials, world } = drill;
  const tally = adding(before.tally, {
    ...sumOf(trials),
    outcome,
    world,
    objectives: drill.objectives,
    holdOverrun: drill.holdOverrunSeconds,
  });
  return { ...before, tally, samples: before.by === 'recoveryPlan' ? sampled(before.samples, drill) : before.samples };
}

/** A server's statistic with one more ended trial, from a drill that counts or does not. */
export function withTrial(before: Statistic, trial: Ended<Trial>, counts: boolean): Statistic {
  if (!counts) return { ...before, tally: leavingOut(before.tally) };
  const { outcome, world, objectives, holdOverrunSeconds: holdOverrun } = trial;
  const tally = adding(before.tally, { ...sumOf([trial]), outcome, world, objectives, holdOverrun });
  return { ...before, tally, samples: sampled(before.samples, { ...trial, stages: stagesAtLeast(trial) }) };
}

/** The regression of a server or plan, if its newest recovery time is one. */
export function regressionIn({ by, key, samples }: Statistic): KeptRegression | null {
  const regression = regressionOf(samples);
  return regression === null ? null : { by: by === 'server' ? by : 'recoveryPlan', key, ...regression };
}

/** A trial whose drill has ended. */
export type Ended<One extends Trial> = One & { endedAt: Instant; outcome: EndedDrill['outcome']; passed: boolean };

/** The UTC day of a moment. */
export function dayOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

function sumOf(trials: readonly Trial[]): Omit<Contribution, 'outcome' | 'world' | 'objectives' | 'holdOverrun'> {
  const seen = trials.filter(wasSeen);
  return {
    trials: seen.length,
    passed: seen.filter(({ passed }) => passed === true).length,
    stopped: seen.filter(({ stopped }) => stopped).length,
    recoveryTimes: trials.map((trial) => trial.recoveryTimeSeconds),
    recoveryTimesAtLeast: trials.map((trial) => trial.recoveryTimeAtLeastSeconds),
    recoveryPoints: trials.map((trial) => trial.recoveryPointSeconds),
    instanceSeconds: trials.map((trial) => trial.instanceSeconds),
    instanceSecondsAtLeast: trials.map((trial) => trial.instanceSecondsAtLeast ?? null),
  };
}

function sampled(samples: Sample[], measured: Measured): Sample[] {
  // Time that only the product's own outage has added is no regression.
  const { drillId, endedAt, recoveryTimeAtLeastSeconds: seconds, stages } = measured;
  return seconds === null ? samples : withSample(samples, { drillId, endedAt, seconds, stages });
}

interface Measured {
  drillId: string;
  endedAt: Instant;
  recoveryTimeAtLeastSeconds: number | null;
  stages: Stages;
}
