import Badge from '@cloudscape-design/components/badge';
import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import { useLocation } from 'wouter';
import { useOpenDrillsBeside } from '../api/openDrills.ts';
import { useLeversBeside } from '../lever/useLevers.ts';
import { useFollow } from './follow.ts';
import { leaksMark, leverMark, type Mark } from './navigationMarks.ts';

/** The list of views. It says from every view that something leaks, and that a lever is closed. */
export function Navigation() {
  const [path] = useLocation();
  const follow = useFollow();
  const active = HREFS.find((href) => path === href || path.startsWith(`${href}/`)) ?? path;
  return (
    <SideNavigation
      header={{ text: 'drs-drill', href: '/drills' }}
      activeHref={path.startsWith('/servers/') ? '/coverage' : active}
      items={useItems()}
      onFollow={follow}
    />
  );
}

function useItems(): SideNavigationProps.Item[] {
  const marks: Record<string, Mark | undefined> = {
    '/lever': leverMark(useLeversBeside()?.levers),
    '/leaks': leaksMark(useOpenDrillsBeside()),
  };
  return ITEMS.map((item) => {
    const mark = item.type === 'link' ? marks[item.href] : undefined;
    if (mark === undefined) return item;
    return { ...item, info: <Badge color={mark.isBad ? 'red' : 'severity-medium'}>{mark.text}</Badge> };
  });
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
  { type: 'link', text: 'Stop drills', href: '/lever' },
  { type: 'link', text: 'Leaks', href: '/leaks' },
  { type: 'link', text: 'Limits and settings', href: '/settings' },
];

const HREFS = ITEMS.flatMap((item) => ('href' in item ? [item.href] : []));
