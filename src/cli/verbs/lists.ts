import { PLAN_VERSIONS_LIST, PLANS_LIST } from '../plans/planLists.ts';
import { SCHEDULES_LIST } from '../schedules/scheduleLists.ts';
import { FINDINGS_LIST, REGRESSIONS_LIST, SERVERS_LIST, STATISTICS_LIST, TRIALS_LIST } from './analystLists.ts';
import { DRILLS_LIST, JOURNAL_LIST, MOVES_LIST } from './drillLists.ts';
import type { List } from './list.ts';

/** Every list of the API; those of the lever, of plans and of schedules are subcommands of theirs. */
export const LISTS: List[] = [
  DRILLS_LIST,
  JOURNAL_LIST,
  SERVERS_LIST,
  TRIALS_LIST,
  FINDINGS_LIST,
  STATISTICS_LIST,
  REGRESSIONS_LIST,
];
export const LEVER_LISTS: List[] = [MOVES_LIST];
export const PLAN_LISTS: List[] = [PLANS_LIST, PLAN_VERSIONS_LIST];
export const SCHEDULE_LISTS: List[] = [SCHEDULES_LIST];
