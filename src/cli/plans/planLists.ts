import { type List, reading } from '../verbs/list.ts';
import { PLAN_VERSIONS, PLANS } from './planListings.ts';

/** drs-drill plan list */
export const PLANS_LIST: List = {
  usage: 'list',
  manual: {
    summary: 'list plans, by name',
    description: 'Lists the plans that are saved, each in its newest version, by name.',
    examples: [['All of them', 'drs-drill plan list --all']],
    exits: [],
  },
  read: reading(() => ({ path: '/v1/plans', query: {}, listing: PLANS })),
};

/** drs-drill plan versions */
export const PLAN_VERSIONS_LIST: List = {
  usage: 'versions <plan>',
  manual: {
    summary: 'list the versions of a plan, newest first',
    description:
      'Lists every version of a plan, newest first: who saved it, and when. Versions never change, and stay when the plan is deleted.',
    examples: [['Who changed it', 'drs-drill plan versions web-shop']],
    exits: [],
  },
  read: reading(({ args: [plan = ''] }) => ({
    path: `/v1/plans/${encodeURIComponent(plan)}/versions`,
    query: {},
    listing: PLAN_VERSIONS,
  })),
};
