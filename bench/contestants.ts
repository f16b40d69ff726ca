import { tablesOf } from './contestantTables.ts';
import { goalsOf } from './goals.ts';
import { runAll } from './runs.ts';
import type { Measure } from './section.ts';

/** Ours beside what people would use instead, in one world and under one model of latency. */
export const measureContestants: Measure = async (options) => {
  const runs = await runAll(options);
  return {
    name: 'contestants',
    title: 'The same drills by four hands',
    tables: tablesOf(runs),
    data: runs,
    goals: goalsOf(runs),
  };
};
