import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs, { type TabsProps } from '@cloudscape-design/components/tabs';
import { useLocation } from 'wouter';
import type { Drill } from '../api/client.ts';
import { Evidence } from '../evidence/evidence.tsx';
import { Journal } from '../journal/journal.tsx';
import { Notes } from '../notes/notes.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import { Checks } from './checks/checks.tsx';
import { Cleanup } from './cleanup/cleanup.tsx';
import { Clocks } from './clocks/clocks.tsx';
import { RawTab } from './rawTab.tsx';
import { Servers } from './servers/servers.tsx';
import { DETAILS_ID } from './showDetails.ts';

interface DrillTabsProps {
  drill: Drill;
  /** As in the address; another than the known ones: the servers. */
  tab: string | undefined;
  hostnames: ReadonlyMap<string, string>;
}

/** Everything about a drill in detail; the address names the tab. */
export function DrillTabs({ drill, tab, hostnames }: DrillTabsProps) {
  const [, navigate] = useLocation();
  const tabs = tabsOf(drill, hostnames);
  const active = tabs.find(({ id }) => id === tab)?.id ?? 'servers';
  return (
    <div id={DETAILS_ID} className="details">
      <Tabs
        ariaLabel="Details of the drill"
        activeTabId={active}
        onChange={({ detail }) => navigate(detail.activeTabHref ?? '')}
        tabs={tabs}
      />
    </div>
  );
}

function tabsOf(drill: Drill, hostnames: ReadonlyMap<string, string>): TabsProps.Tab[] {
  const tab = (id: string, label: string, content: TabsProps.Tab['content']) => {
    return { id, label, content, href: `/drills/${drill.drillId}/${id}` };
  };
  return [
    tab('servers', `Servers (${drill.servers.length})`, <Servers {...{ drill, hostnames }} />),
    tab(
      'timeline',
      'Timeline',
      <SpaceBetween size="l">
        <Clocks {...{ drill, hostnames }} />
        <Timeline drill={drill} />
      </SpaceBetween>,
    ),
    tab('checks', `Checks (${drill.checks.length})`, <Checks drill={drill} />),
    tab('cleanup', 'Cleanup', <Cleanup {...{ drill, hostnames }} />),
    tab('journal', 'Journal', <Journal {...{ drill, hostnames }} />),
    tab('notes', 'Notes', <Notes drill={drill} />),
    tab('evidence', 'Evidence', <Evidence drill={drill} />),
    tab('raw', 'Raw JSON', <RawTab drill={drill} />),
  ];
}
