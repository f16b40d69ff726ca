import { useCollection } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useState } from 'react';
import type { Server } from '../../api/client.ts';
import { isLate, standingOf } from '../../coverage/standing.ts';
import { useSettings } from '../../settings/useSettings.ts';
import { useStacked } from '../../shown/narrow/useStacked.tsx';
import { ProblemAlert } from '../../shown/problemAlert.tsx';
import { useNarrow } from '../../shown/useNarrow.ts';
import { useEditing } from '../draftContext.ts';
import { useInventory } from '../useInventory.ts';
import { namedServers, SERVERS_MAX, waveNumbers, withChosen } from '../waves.ts';
import { searchText, serverColumns } from './serverColumns.tsx';
import { WaveGoal } from './waveGoal.tsx';

interface ServerChoiceProps {
  /** The wave into which ticked servers come. */
  goalKey: string;
  chooseGoal(key: string): void;
}

/** The servers of the inventory, stalest first; a ticked server is in the drill. */
export function ServerChoice({ goalKey, chooseGoal }: ServerChoiceProps) {
  const { body, set } = useEditing();
  const [shown, show] = useState<Shown>('ALL');
  const named = new Set(namedServers(body.waves));
  const { all, fitting, inventory, isWithoutLimit, error } = useServers(shown, named);
  const columns = serverColumns(waveNumbers(body.waves));
  const list = useServerList(fitting, columns);
  const isNarrow = useNarrow();
  const shownColumns = isNarrow ? columns.filter(({ id }) => id === 'server' || id === 'proved') : columns;
  const choose = (chosen: readonly Server[]) => {
    const listed = new Set(all.map(({ sourceServerId }) => sourceServerId));
    const unlisted = [...named].filter((id) => !listed.has(id));
    const ids = [...unlisted, ...chosen.map(({ sourceServerId }) => sourceServerId)];
    set('/waves', withChosen(body.waves, ids, goalKey));
  };
  return (
    <Table
      {...list.collectionProps}
      items={list.items}
      trackBy="sourceServerId"
      columnDefinitions={useStacked('Source server', shownColumns)}
      selectionType="multi"
      selectedItems={all.filter(({ sourceServerId }) => named.has(sourceServerId))}
      onSelectionChange={({ detail }) => choose(detail.selectedItems)}
      loading={inventory.body === undefined && inventory.error === null}
      loadingText="Reading the inventory"
      ariaLabels={ARIA_LABELS}
      header={<ChoiceHeader count={named.size} refresh={inventory.refresh} {...{ goalKey, chooseGoal }} />}
      filter={<Finder list={list} {...{ shown, show }} />}
      pagination={<Pagination {...list.paginationProps} />}
      empty={<Empty {...{ error, isWithoutLimit }} />}
    />
  );
}

function Empty({ error, isWithoutLimit }: { error: Error | null; isWithoutLimit: boolean }) {
  if (error !== null) return <ProblemAlert error={error} what="These servers cannot be listed" />;
  if (isWithoutLimit)
    return <>This deployment has no limit (coverageDaysMax), so it calls no server overdue. Coverage shows the ages.</>;
  return <>No server matches. DRS lists the servers that it protects; the inventory is read from it every day.</>;
}

type Shown = 'ALL' | 'OVERDUE' | 'NEVER' | 'FINDING' | 'CHOSEN';

function useServers(shown: Shown, named: ReadonlySet<string>) {
  const { body } = useEditing();
  const region = typeof body['region'] === 'string' ? body['region'] : undefined;
  const inventory = useInventory(region);
  const { body: settings, error: unknown } = useSettings();
  const limitDays = settings?.coverageDaysMax ?? null;
  const all = inventory.body ?? [];
  const fits: Record<Shown, (server: Server) => boolean> = {
    ALL: () => true,
    OVERDUE: (server) => limitDays !== null && isLate(standingOf(server, { days: limitDays })),
    NEVER: ({ lastPassed }) => lastPassed === null,
    FINDING: ({ finding }) => finding !== null,
    CHOSEN: ({ sourceServerId }) => named.has(sourceServerId),
  };
  const isWithoutLimit = shown === 'OVERDUE' && limitDays === null && (settings !== undefined || unknown !== null);
  return { all, fitting: all.filter(fits[shown]), inventory, isWithoutLimit, error: inventory.error };
}

function useServerList(servers: Server[], columns: ReturnType<typeof serverColumns>) {
  const stalest = columns.find(({ id }) => id === 'proved');
  return useCollection(servers, {
    filtering: { filteringFunction: (server, text) => searchText(server).includes(text.toLowerCase().trim()) },
    sorting: stalest === undefined ? {} : { defaultState: { sortingColumn: stalest as { sortingField?: string } } },
    pagination: { pageSize: 15 },
  });
}

const ARIA_LABELS = {
  tableLabel: 'Source servers',
  selectionGroupLabel: 'Servers of the drill',
  allItemsSelectionLabel: () => 'All servers on this page',
  itemSelectionLabel: (_: unknown, { hostname, sourceServerId }: Server) => `${hostname ?? ''} ${sourceServerId}`,
};

interface ChoiceHeaderProps {
  count: number;
  goalKey: string;
  chooseGoal(key: string): void;
  refresh(): Promise<unknown>;
}

function ChoiceHeader({ count, goalKey, chooseGoal, refresh }: ChoiceHeaderProps) {
  return (
    <Header
      counter={`(${count} chosen)`}
      description={`Select the servers to drill, at most ${SERVERS_MAX}. Those unproved for the longest time come first.`}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <WaveGoal {...{ goalKey, chooseGoal }} />
          <Button iconName="refresh" ariaLabel="Read the inventory again" onClick={() => void refresh()} />
        </SpaceBetween>
      }
    >
      Source servers
    </Header>
  );
}

interface FinderProps {
  list: ReturnType<typeof useServerList>;
  shown: Shown;
  show(shown: Shown): void;
}

function Finder({ list, shown, show }: FinderProps) {
  return (
    <div className="finder">
      <TextFilter
        {...list.filterProps}
        filteringAriaLabel="Find servers"
        filteringPlaceholder="Find by host name or id"
        countText={`${list.filteredItemsCount ?? 0} found`}
      />
      <SegmentedControl
        label="Which servers are listed"
        selectedId={shown}
        options={[
          { id: 'ALL', text: 'All' },
          { id: 'OVERDUE', text: 'Overdue' },
          { id: 'NEVER', text: 'Never proved' },
          { id: 'FINDING', text: 'Finding' },
          { id: 'CHOSEN', text: 'Chosen' },
        ]}
        onChange={({ detail }) => show(detail.selectedId as Shown)}
      />
    </div>
  );
}
