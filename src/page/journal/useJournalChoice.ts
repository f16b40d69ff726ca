import { useAddress } from '../shown/useAddress.ts';
import type { JournalFilter } from './journalFilter.ts';

export type Density = 'story' | 'facts' | 'raw';

/** What a reader of the journal has chosen, all of it in the address. */
export interface JournalChoice extends JournalFilter {
  density: Density;
  order: 'oldest' | 'newest';
  /** From 1; null: the page of the selected entry, else the first one. */
  page: number | null;
  /** The selected entry; null: none. */
  entry: number | null;
}

interface Chosen {
  choice: JournalChoice;
  /** Changes some of it. Another filter or order begins with the first page. */
  choose(change: Partial<Record<keyof JournalChoice, string>>): void;
}

/** `running`: the newest entry is first, unless the reader chose otherwise. */
export function useJournalChoice(running: boolean): Chosen {
  const [parameters, change] = useAddress();
  const choose = (chosen: Partial<Record<keyof JournalChoice, string>>) => {
    const members = Object.entries({ page: '', ...chosen });
    change(Object.fromEntries(members.map(([member, value]) => [NAMES[member as keyof JournalChoice], value])));
  };
  const density = parameters.get('density');
  const order = parameters.get('order') ?? (running ? 'newest' : 'oldest');
  const choice: JournalChoice = {
    text: parameters.get('text') ?? '',
    factType: parameters.get('fact') ?? '',
    sourceServerId: parameters.get('server') ?? '',
    density: density === 'facts' || density === 'raw' ? density : 'story',
    order: order === 'newest' ? 'newest' : 'oldest',
    page: numberIn(parameters, 'page'),
    entry: numberIn(parameters, 'entry'),
  };
  return { choice, choose };
}

const NAMES: Record<keyof JournalChoice, string> = {
  text: 'text',
  factType: 'fact',
  sourceServerId: 'server',
  density: 'density',
  order: 'order',
  page: 'page',
  entry: 'entry',
};

function numberIn(parameters: URLSearchParams, name: string): number | null {
  const value = Number(parameters.get(name));
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}
