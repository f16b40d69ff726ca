import type { ComponentType } from 'react';
import type { Drill } from '../api/client.ts';
import { wrongChecks, wrongCleanup, wrongServers } from './wrongWords.ts';

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
  /** What is wrong in it, as few words; empty: nothing. */
  wrongOf?(drill: Drill): string;
  load(): Promise<{ default: ComponentType<DetailProps> }>;
}

/** The tabs below a drill, each with a script of its own. */
export const DETAIL_TABS: [DetailTab, ...DetailTab[]] = [
  {
    id: 'servers',
    label: 'Servers',
    countOf: ({ servers }) => servers.length,
    wrongOf: wrongServers,
    load: () => import('./servers/servers.tsx'),
  },
  { id: 'timeline', label: 'Timeline', load: () => import('./timelineTab.tsx') },
  {
    id: 'checks',
    label: 'Checks',
    countOf: ({ checks }) => checks.length,
    wrongOf: wrongChecks,
    load: () => import('./checks/checks.tsx'),
  },
  { id: 'cleanup', label: 'Cleanup', wrongOf: wrongCleanup, load: () => import('./cleanup/cleanup.tsx') },
  { id: 'journal', label: 'Journal', load: () => import('../journal/journal.tsx') },
  { id: 'notes', label: 'Notes', load: () => import('../notes/notes.tsx') },
  { id: 'evidence', label: 'Evidence', load: () => import('../evidence/evidence.tsx') },
  { id: 'raw', label: 'Raw JSON', load: () => import('./rawTab.tsx') },
];

/** The tab of this name; another name than the known ones: the first. */
export function detailTabAt(name: string | undefined): DetailTab {
  return DETAIL_TABS.find(({ id }) => id === name) ?? DETAIL_TABS[0];
}

/** The name of a tab, with how much is in it and what of that is wrong: `Checks (2, 1 failed)`. */
export function tabText({ label, countOf, wrongOf }: DetailTab, drill: Drill): string {
  const said = [String(countOf?.(drill) ?? ''), wrongOf?.(drill) ?? ''].filter((part) => part !== '');
  return said.length === 0 ? label : `${label} (${said.join(', ')})`;
}
