import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import { useLocation } from 'wouter';
import { useFollow } from './follow.ts';

/** The list of views. */
export function Navigation() {
  const [path] = useLocation();
  const follow = useFollow();
  const active = HREFS.find((href) => path === href || path.startsWith(`${href}/`)) ?? path;
  return (
    <SideNavigation
      header={{ text: 'drs-drill', href: '/drills' }}
      activeHref={path.startsWith('/servers/') ? '/coverage' : active}
      items={ITEMS}
      onFollow={follow}
    />
  );
}

const ITEMS: SideNavigationProps.Item[] = [
  { type: 'link', text: 'Drills', href: '/drills' },
  { type: 'link', text: 'Start a drill', href: '/start' },
  { type: 'divider' },
  { type: 'link', text: 'Coverage', href: '/coverage' },
  { type: 'link', text: 'Trends', href: '/trends' },
  { type: 'divider' },
  { type: 'link', text: 'Plans', href: '/plans' },
  { type: 'link', text: 'Schedules', href: '/schedules' },
  { type: 'divider' },
  { type: 'link', text: 'Stop drills (lever)', href: '/lever' },
  { type: 'link', text: 'Leaks', href: '/leaks' },
  { type: 'link', text: 'Limits and settings', href: '/settings' },
];

const HREFS = ITEMS.flatMap((item) => ('href' in item ? [item.href] : []));
