import { tablesOf } from './contestantTables.ts';
import { goalsOf } from './goals.ts';
import { runAll } from './runs.ts';
import type { Measure } from './section.ts';

/** The product and its alternatives, in the same simulated AWS with the same latency model. */
export const measureContestants: Measure = async (options) => {
  const runs = await runAll(options);
  return {
    name: 'contestants',
    title: 'The same drills by four programs',
    tables: tablesOf(runs),
    data: runs,
    goals: goalsOf(runs),
  };
};
