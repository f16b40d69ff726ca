import Box from '@cloudscape-design/components/box';
import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import type { DrillSummary } from '../api/client.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { useNarrow } from '../shown/useNarrow.ts';
import { DRILL_COLUMNS, PHONE_COLUMN } from './drillColumns.tsx';
import type { DrillsFilter } from './drillsFilter.ts';
import { type DrillsPreferences, PAGE_SIZES, preferencesOf } from './drillsPreferences.ts';
import { DrillsSearch } from './drillsSearch.tsx';
import { NotListed } from './notListed.tsx';
import { type Page, usePage } from './usePage.ts';

interface DrillsTableProps {
  filter: DrillsFilter;
  chooseFilter(filter: DrillsFilter): void;
  /** The drill in the panel; null: none. */
  chosenId: string | null;
  choose(drillId: string): void;
}

/** All drills, newest first, in pages of the API. */
export function DrillsTable({ filter, chooseFilter, chosenId, choose }: DrillsTableProps) {
  const [preferences, keep] = usePreferences();
  const page = usePage(filter, preferences.pageSize);
  const isNarrow = useNarrow();
  return (
    <Table
      variant="container"
      items={page.drills}
      trackBy="drillId"
      columnDefinitions={isNarrow ? [PHONE_COLUMN] : DRILL_COLUMNS}
      {...(!isNarrow && { columnDisplay: preferences.contentDisplay })}
      wrapLines={isNarrow || preferences.wrapLines}
      loading={page.isReading && page.drills.length === 0}
      loadingText="Reading drills"
      stickyHeader
      selectionType="single"
      selectedItems={page.drills.filter(({ drillId }) => drillId === chosenId)}
      onSelectionChange={({ detail }) => detail.selectedItems[0] && choose(detail.selectedItems[0].drillId)}
      onRowClick={({ detail }) => choose(detail.item.drillId)}
      ariaLabels={ARIA_LABELS}
      header={<Header counter={counterOf(page)}>All drills</Header>}
      filter={<DrillsSearch {...{ filter, listed: page.drills, isReading: page.isReading, choose: chooseFilter }} />}
      pagination={<Pages page={page} />}
      preferences={<Preferences {...{ preferences, keep }} />}
      empty={<Empty isFiltered={filter.by !== null || filter.from !== null || filter.to !== null} page={page} />}
    />
  );
}

const ARIA_LABELS = {
  tableLabel: 'All drills',
  selectionGroupLabel: 'Drill in the panel below',
  itemSelectionLabel: (_: unknown, { drillId, reason }: DrillSummary) => `Summary of ${drillId}: ${reason}`,
};

function Pages({ page: { number, known, isOpenEnd, isReading, go } }: { page: Page }) {
  return (
    <Pagination
      currentPageIndex={number}
      pagesCount={known}
      openEnd={isOpenEnd}
      disabled={isReading}
      onChange={({ detail }) => go(detail.currentPageIndex)}
      ariaLabels={{ nextPageLabel: 'Older drills', previousPageLabel: 'Newer drills', pageLabel: (n) => `Page ${n}` }}
    />
  );
}

/** How many there are is not known before the last page. */
function counterOf({ drills, number, known, isOpenEnd, isReading, error }: Page): string {
  if (isReading || (error !== null && drills.length === 0)) return '';
  const isAll = number === 1 && known === 1 && !isOpenEnd;
  return isAll ? `(${drills.length})` : `(page ${number})`;
}

function Empty({ isFiltered, page }: { isFiltered: boolean; page: Page }) {
  if (page.error !== null) return <NotListed error={page.error} />;
  const words = page.number > 1 ? 'There are no older drills.' : 'No drill matches this filter.';
  return (
    <Box textAlign="center" padding="l">
      {isFiltered || page.number > 1 ? (
        words
      ) : (
        <SpaceBetween size="xs">
          <b>No drill yet</b>
          <InnerLink href="/start">Start the first one</InnerLink>
        </SpaceBetween>
      )}
    </Box>
  );
}

interface PreferencesProps {
  preferences: DrillsPreferences;
  keep(preferences: DrillsPreferences): void;
}

function Preferences({ preferences, keep }: PreferencesProps) {
  return (
    <CollectionPreferences
      title="How drills are listed"
      confirmLabel="Apply"
      cancelLabel="Back"
      preferences={preferences}
      onConfirm={({ detail }) => keep(preferencesOf(JSON.stringify(detail)))}
      pageSizePreference={{
        title: 'Drills on a page',
        options: PAGE_SIZES.map((value) => ({ value, label: `${value} drills` })),
      }}
      wrapLinesPreference={{ label: 'Wrap lines', description: 'Shows all of each text' }}
      contentDisplayPreference={{
        title: 'Columns',
        description: 'A phone shows one column with the state of each drill.',
        options: DRILL_COLUMNS.map(({ id, header }) => ({ id, label: header, alwaysVisible: id === 'drill' })),
      }}
    />
  );
}

function usePreferences(): [DrillsPreferences, (chosen: DrillsPreferences) => void] {
  const [preferences, setPreferences] = useState(() => preferencesOf(localStorage.getItem(KEPT)));
  const keep = (chosen: DrillsPreferences) => {
    localStorage.setItem(KEPT, JSON.stringify(chosen));
    setPreferences(chosen);
  };
  return [preferences, keep];
}

const KEPT = 'drills';
