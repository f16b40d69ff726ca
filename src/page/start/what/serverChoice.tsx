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
import { ProblemAlert } from '../../shown/problemAlert.tsx';
import { useNarrow } from '../../shown/useNarrow.ts';
import { useEditing } from '../draftContext.ts';
import { useInventory } from '../useInventory.ts';
import { namedServers, SERVERS_MAX, waveNumbers, withChosen } from '../waves.ts';
import { searchText, serverColumns } from './serverColumns.tsx';
import { WaveGoal } from './waveGoal.tsx';

/** The servers of the inventory, stalest first; a ticked server is in the drill. */
export function ServerChoice() {
  const { body, set } = useEditing();
  const [shown, show] = useState<Shown>('ALL');
  const [goalKey, chooseGoal] = useState(body.waves[0]?.key ?? '');
  const inventory = useInventory(typeof body['region'] === 'string' ? body['region'] : undefined);
  const named = namedServers(body.waves);
  const all = inventory.body ?? [];
  const columns = serverColumns(waveNumbers(body.waves));
  const list = useServerList(
    all.filter((server) => isShown(server, shown, new Set(named))),
    columns,
  );
  const isNarrow = useNarrow();
  const unlisted = named.filter((id) => !all.some(({ sourceServerId }) => sourceServerId === id));
  const choose = (chosen: readonly Server[]) =>
    set(
      '/waves',
      withChosen(body.waves, [...unlisted, ...chosen.map(({ sourceServerId }) => sourceServerId)], goalKey),
    );
  return (
    <Table
      {...list.collectionProps}
      items={list.items}
      trackBy="sourceServerId"
      columnDefinitions={isNarrow ? columns.filter(({ id }) => id === 'server' || id === 'proved') : columns}
      selectionType="multi"
      selectedItems={all.filter(({ sourceServerId }) => named.includes(sourceServerId))}
      onSelectionChange={({ detail }) => choose(detail.selectedItems)}
      loading={inventory.body === undefined && inventory.error === null}
      loadingText="Reading the inventory"
      ariaLabels={ARIA_LABELS}
      header={<ChoiceHeader count={named.length} refresh={inventory.refresh} {...{ goalKey, chooseGoal }} />}
      filter={<Finder list={list} {...{ shown, show }} />}
      pagination={<Pagination {...list.paginationProps} />}
      empty={<Empty error={inventory.error} />}
    />
  );
}

function Empty({ error }: { error: Error | null }) {
  if (error !== null) return <ProblemAlert error={error} what="Cannot read the inventory" />;
  return <>No server fits. DRS lists the servers that it protects; the inventory is read from it every day.</>;
}

type Shown = 'ALL' | 'NEVER' | 'FINDING' | 'CHOSEN';

function isShown({ sourceServerId, lastPassed, finding }: Server, shown: Shown, named: Set<string>) {
  if (shown === 'NEVER') return lastPassed === null;
  if (shown === 'FINDING') return finding !== null;
  return shown === 'ALL' || named.has(sourceServerId);
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
      description={`Tick the servers to drill, at most ${SERVERS_MAX}. Those that were not proved for the longest time come first.`}
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
          { id: 'NEVER', text: 'Never proved' },
          { id: 'FINDING', text: 'Finding' },
          { id: 'CHOSEN', text: 'Chosen' },
        ]}
        onChange={({ detail }) => show(detail.selectedId as Shown)}
      />
    </div>
  );
}
