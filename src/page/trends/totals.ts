import type { Statistic } from '../api/client.ts';

/** What all days of a range add up to. */
export interface Totals {
  drills: number;
  passed: number;
  /** Servers that passed; of those that a drill was conclusive about. */
  serversPassed: number;
  serversJudged: number;
  objectivesMet: number;
  objectivesDecided: number;
  instanceHours: number;
  instanceHoursAtLeast: number;
  leftOut: number;
}

/** Percentiles are not here: those of days cannot be added up. */
export function totalsOf(days: readonly Statistic[]): Totals {
  const sum = (count: (day: Statistic) => number) => days.reduce((total, day) => total + count(day), 0);
  return {
    drills: sum(({ drills }) => drills.total),
    passed: sum(({ drills }) => drills.byOutcome.PASSED),
    serversPassed: sum(({ passed }) => passed),
    serversJudged: sum(({ trials, stopped }) => trials - stopped),
    objectivesMet: sum(({ objectives }) => objectives.MET),
    objectivesDecided: sum(({ objectives }) => objectives.MET + objectives.MISSED),
    instanceHours: sum(({ instanceHours }) => instanceHours),
    instanceHoursAtLeast: sum(({ instanceHoursAtLeast }) => instanceHoursAtLeast),
    leftOut: sum(({ drills }) => drills.leftOut),
  };
}

/** `50 of 60 (83.3 %)`; without any, that there was none. A rate is never rounded up to 100 %. */
export function rateText(some: number, all: number): string {
  if (all === 0) return 'none';
  const percent = some === all ? '100' : (Math.floor((1000 * some) / all) / 10).toFixed(1);
  return `${some.toLocaleString('en')} of ${all.toLocaleString('en')} (${percent} %)`;
}

/** `between 8.4 and 9.8`, `9.8`: hours with both bounds. */
export function hoursText(atLeast: number, atMost: number): string {
  const [least, most] = [numberText(atLeast), numberText(atMost)];
  return least === most ? most : `between ${least} and ${most}`;
}

function numberText(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });
}
