import type { ComponentType } from 'react';
import type { Drill } from '../api/client.ts';

/** What every tab below a drill is given. */
export interface DetailProps {
  drill: Drill;
  hostnames: ReadonlyMap<string, string>;
}

interface DetailTab {
  /** As in the address. */
  id: string;
  label: string;
  countOf?(drill: Drill): number;
  load(): Promise<{ default: ComponentType<DetailProps> }>;
}

/** The tabs below a drill, each with a script of its own. */
export const DETAIL_TABS: [DetailTab, ...DetailTab[]] = [
  {
    id: 'servers',
    label: 'Servers',
    countOf: ({ servers }) => servers.length,
    load: () => import('./servers/servers.tsx'),
  },
  { id: 'timeline', label: 'Timeline', load: () => import('./timelineTab.tsx') },
  {
    id: 'checks',
    label: 'Checks',
    countOf: ({ checks }) => checks.length,
    load: () => import('./checks/checks.tsx'),
  },
  { id: 'cleanup', label: 'Cleanup', load: () => import('./cleanup/cleanup.tsx') },
  { id: 'journal', label: 'Journal', load: () => import('../journal/journal.tsx') },
  { id: 'notes', label: 'Notes', load: () => import('../notes/notes.tsx') },
  { id: 'evidence', label: 'Evidence', load: () => import('../evidence/evidence.tsx') },
  { id: 'raw', label: 'Raw JSON', load: () => import('./rawTab.tsx') },
];

/** The tab of this name; another name than the known ones: the first. */
export function detailTabAt(name: string | undefined): DetailTab {
  return DETAIL_TABS.find(({ id }) => id === name) ?? DETAIL_TABS[0];
}
