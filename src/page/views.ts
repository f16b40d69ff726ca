/** Every view: its address, and its script, which is loaded when it is opened. */
export const VIEWS = [
  { path: '/drills', load: () => import('./drills/drillsView.tsx') },
  { path: '/start', load: () => import('./start/startView.tsx') },
  { path: '/drills/:drillId/:tab?', load: () => import('./drill/drillView.tsx') },
  { path: '/diff/:drillId/:otherDrillId', load: () => import('./evidence/differenceView.tsx') },
  { path: '/coverage', load: () => import('./coverage/coverageView.tsx') },
  { path: '/servers/:sourceServerId', load: () => import('./server/serverView.tsx') },
  { path: '/trends', load: () => import('./trends/trendsView.tsx') },
  { path: '/plans', load: () => import('./plans/plansView.tsx') },
  { path: '/plans/:name/:version?', load: () => import('./plans/planView.tsx') },
  { path: '/schedules', load: () => import('./schedules/schedulesView.tsx') },
  { path: '/lever', load: () => import('./lever/leverView.tsx') },
  { path: '/leaks', load: () => import('./leaks/leaksView.tsx') },
  { path: '/settings', load: () => import('./settings/settingsView.tsx') },
];

/** The view at an address; undefined: there is none. */
export function viewAt(pathname: string): (typeof VIEWS)[number] | undefined {
  return VIEWS.find(({ path }) => patternOf(path).test(pathname));
}

/** `/drills/:drillId/:tab?` takes one or two words after `/drills`. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\/:\w+\?/, '(/[^/]+)?').replace(/:\w+/g, '[^/]+')}$`);
}
