import type { Estate } from './estate.ts';

/** A view of the page by its address. */
export interface View {
  name: string;
  path: string;
}

/** Tests look at one group of views after the other. */
export const GROUPS = [
  'of drills',
  'of a drill that holds',
  'of a drill that passed',
  'of the estate',
  'of settings',
] as const;

/** Every view, and every tab of one. */
export function viewsOf(estate: Estate, server: string): View[] {
  return GROUPS.flatMap((group) => viewsIn(group, estate, server));
}

/** The views of a group. */
export function viewsIn(group: (typeof GROUPS)[number], { drills, plan }: Estate, server: string): View[] {
  switch (group) {
    case 'of drills':
      return [
        { name: 'drills', path: '/drills' },
        { name: 'start', path: '/start' },
        { name: 'start from a plan', path: `/start?plan=${plan}&version=1` },
        ...Object.entries(drills).map(([name, drillId]) => ({ name: `a drill: ${name}`, path: `/drills/${drillId}` })),
      ];
    case 'of a drill that holds':
      return tabsOf('a drill that holds', drills.holding, TABS);
    case 'of a drill that passed':
      return tabsOf('a drill that passed', drills.passed, ENDED_TABS);
    case 'of the estate':
      return [
        { name: 'difference', path: `/diff/${drills.failed}/${drills.passed}` },
        { name: 'coverage', path: '/coverage' },
        { name: 'server', path: `/servers/${server}` },
        { name: 'trends', path: '/trends' },
        { name: 'plans', path: '/plans' },
        { name: 'plan', path: `/plans/${plan}` },
        { name: 'version of a plan', path: `/plans/${plan}/1` },
      ];
    case 'of settings':
      return [
        { name: 'schedules', path: '/schedules' },
        { name: 'lever', path: '/lever' },
        { name: 'leaks', path: '/leaks' },
        { name: 'settings', path: '/settings' },
        { name: 'no such drill', path: '/drills/d-000000000000000000000000' },
        { name: 'no such view', path: '/nowhere' },
      ];
  }
}

/** What a drill that has ended shows otherwise. */
const ENDED_TABS = ['timeline', 'checks', 'cleanup', 'journal', 'notes', 'evidence'];
const TABS = ['servers', ...ENDED_TABS, 'raw'];

function tabsOf(name: string, drillId: string, tabs: string[]): View[] {
  return tabs.map((tab) => ({ name: `${name}: ${tab}`, path: `/drills/${drillId}/${tab}` }));
}
