import { FINDINGS_LIST, REGRESSIONS_LIST, SERVERS_LIST, STATISTICS_LIST, TRIALS_LIST } from './analystLists.ts';
import { DRILLS_LIST, JOURNAL_LIST, MOVES_LIST } from './drillLists.ts';
import type { List } from './list.ts';

/** Every list of the API; those of the lever are subcommands of `lever`. */
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
