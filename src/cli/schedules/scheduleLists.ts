import { type List, reading } from '../verbs/list.ts';
import { SCHEDULES } from './scheduleListings.ts';

/** drs-drill schedule list */
export const SCHEDULES_LIST: List = {
  usage: 'list',
  manual: {
    summary: 'list schedules, by name',
    description: 'Lists the schedules, each with its plan, its next time, its end, and who renewed it last.',
    examples: [['Those that are disabled', "drs-drill schedule list --all --query 'schedules[?!enabled].name'"]],
    exits: [],
  },
  read: reading(() => ({ path: '/v1/schedules', query: {}, listing: SCHEDULES })),
};
