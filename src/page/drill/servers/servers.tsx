import { useCollection } from '@cloudscape-design/collection-hooks';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import PropertyFilter from '@cloudscape-design/components/property-filter';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo } from 'react';
import type { Drill } from '../../api/client.ts';
import { DetailTable } from '../../shown/detailTable.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { useAddressValue } from '../../shown/useAddressValue.ts';
import { unknownText } from '../facts/unknownText.ts';
import { queryText, readQuery } from './addressQuery.ts';
import { serverColumns } from './serverColumns.tsx';
import { FILTER_TEXTS, FILTERING_PROPERTIES } from './serverFilter.ts';
import { type ServerRow, serverRows } from './serverRow.ts';

interface ServersProps {
  drill: Drill;
  hostnames: ReadonlyMap<string, string>;
}

/** Every server of a drill, those with a problem first, each with what is wrong with it. */
export default function Servers({ drill, hostnames }: ServersProps) {
  const [filter, setFilter] = useAddressValue('filter', '');
  const rows = useMemo(() => serverRows(drill, hostnames), [drill, hostnames]);
  const { items, filteredItemsCount, propertyFilterProps, paginationProps } = useCollection(rows, {
    propertyFiltering: { filteringProperties: FILTERING_PROPERTIES, defaultQuery: readQuery(filter) },
    pagination: { pageSize: PAGE_ROWS },
  });
  return (
    <Container header={<Heading {...{ rows, filteredItemsCount, filter }} />}>
      <SpaceBetween size="s">
        <PropertyFilter
          {...propertyFilterProps}
          {...FILTER_TEXTS}
          filteringOptions={propertyFilterProps.filteringOptions.filter(({ value }) => value !== '')}
          onChange={(event) => {
            propertyFilterProps.onChange(event);
            setFilter(queryText(event.detail));
          }}
          countText={`${filteredItemsCount} of ${rows.length} servers`}
          expandToViewport
        />
        {rows.length > PAGE_ROWS && <Pagination {...paginationProps} />}
        <DetailTable
          label="Servers"
          columns={serverColumns(drill)}
          rows={items}
          keyOf={({ sourceServerId }) => sourceServerId}
          below={problemsBelow}
          empty={
            rows.length === 0
              ? `${unknownText('The drill has no servers', drill)}.`
              : 'No server matches. Change or clear the filter.'
          }
        />
      </SpaceBetween>
    </Container>
  );
}

const PAGE_ROWS = 50;

interface HeadingProps {
  rows: ServerRow[];
  filteredItemsCount: number | undefined;
  filter: string;
}

function Heading({ rows, filteredItemsCount, filter }: HeadingProps) {
  const stages = Object.entries(Object.groupBy(rows, ({ stage }) => stage));
  const counts = stages.map(([stage, some = []]) => `${some.length} ${stage}`).join(' · ');
  const counter = filter === '' ? `(${rows.length})` : `(${filteredItemsCount}/${rows.length})`;
  return (
    <Header variant="h2" counter={counter} description={`${counts}. The page of a server has its earlier drills.`}>
      Servers
    </Header>
  );
}

function problemsBelow({ problems, remarks }: ServerRow) {
  if (problems.length + remarks.length === 0) return null;
  return (
    <>
      <Texts className="problems" texts={problems} />
      <Texts className="remarks" texts={remarks} />
    </>
  );
}

function Texts({ className, texts }: { className: string; texts: string[] }) {
  if (texts.length === 0) return null;
  return (
    <ul className={className}>
      {texts.map((text) => (
        <li key={text}>
          <PlainText text={text} />
        </li>
      ))}
    </ul>
  );
}
