import type { Estate } from './estate.ts';

/** A view of the page by its address. */
export interface View {
  name: string;
  path: string;
}

/** Every view, and every tab of one. */
export function viewsOf({ drills, plan }: Estate, server: string): View[] {
  const tabs = TABS.map((tab) => ({ name: `a drill that holds: ${tab}`, path: `/drills/${drills.holding}/${tab}` }));
  const ended = Object.entries(drills).map(([name, drillId]) => ({
    name: `a drill: ${name}`,
    path: `/drills/${drillId}`,
  }));
  const later = ['timeline', 'checks', 'cleanup', 'journal', 'notes', 'evidence'];
  return [
    { name: 'drills', path: '/drills' },
    { name: 'start', path: '/start' },
    { name: 'start from a plan', path: `/start?plan=${plan}&version=1` },
    ...ended,
    ...tabs,
    ...later.map((tab) => ({ name: `a drill that passed: ${tab}`, path: `/drills/${drills.passed}/${tab}` })),
    { name: 'difference', path: `/diff/${drills.failed}/${drills.passed}` },
    { name: 'coverage', path: '/coverage' },
    { name: 'server', path: `/servers/${server}` },
    { name: 'trends', path: '/trends' },
    { name: 'plans', path: '/plans' },
    { name: 'plan', path: `/plans/${plan}` },
    { name: 'version of a plan', path: `/plans/${plan}/1` },
    { name: 'schedules', path: '/schedules' },
    { name: 'lever', path: '/lever' },
    { name: 'leaks', path: '/leaks' },
    { name: 'settings', path: '/settings' },
    { name: 'no such drill', path: '/drills/d-000000000000000000000000' },
    { name: 'no such view', path: '/nowhere' },
  ];
}

const TABS = ['servers', 'timeline', 'checks', 'cleanup', 'journal', 'notes', 'evidence', 'raw'];
