import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useSearchParams } from 'wouter';
import type { PlanLine, Schedule } from '../api/client.ts';
import type { Listed } from '../api/firstItems.ts';
import { useFollow } from '../frame/follow.ts';
import { Frame } from '../frame/frame.tsx';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { NewPlan } from './newPlan.tsx';
import { usePlans, useSchedules } from './planReads.ts';

/** The saved plans, each in its newest version; with `?new`, the editor of a new one. */
export default function PlansView() {
  const [search] = useSearchParams();
  return search.has('new') ? <NewPlan copyOf={search.get('copy')} drillId={search.get('drill')} /> : <PlanList />;
}

function PlanList() {
  const follow = useFollow();
  const plans = usePlans();
  const schedules = useSchedules();
  const create = (
    <Button variant="primary" href="/plans?new" onFollow={follow}>
      New plan
    </Button>
  );
  return (
    <Frame title="Plans" description={DESCRIPTION} actions={create}>
      <PolledView what="the plans" of={plans}>
        {(listed) => <PlanTable listed={listed} schedules={schedules.body?.items ?? []} />}
      </PolledView>
    </Frame>
  );
}

const DESCRIPTION =
  'A plan is a drill under a name. Its versions never change. A deleted plan is not listed; its versions stay at its address.';

function PlanTable({ listed, schedules }: { listed: Listed<PlanLine>; schedules: Schedule[] }) {
  const [search, setSearch] = useSearchParams();
  const { items, filterProps, paginationProps, collectionProps, filteredItemsCount } = useCollection(listed.items, {
    filtering: {
      defaultFilteringText: search.get('filter') ?? '',
      empty: <Empty />,
      noMatch: <Box textAlign="center">No plan has this in its name, description or author.</Box>,
      fields: ['name', 'description', 'savedBy'],
    },
    pagination: { pageSize: 25 },
    sorting: {},
  });
  const onChange: typeof filterProps.onChange = (event) => {
    filterProps.onChange(event);
    const text = event.detail.filteringText;
    setSearch(text === '' ? {} : { filter: text }, { replace: true });
  };
  const columns = useStacked('Plan', columnsOf(schedules));
  return (
    <Table
      {...collectionProps}
      items={items}
      columnDefinitions={columns}
      header={<Counted listed={listed} />}
      filter={
        <TextFilter
          {...{ ...filterProps, onChange }}
          filteringPlaceholder="Find plans"
          filteringAriaLabel="Find plans"
          countText={`${filteredItemsCount} found`}
        />
      }
      pagination={<Pagination {...paginationProps} />}
      trackBy="name"
      wrapLines
    />
  );
}

function Counted({ listed: { items, isWhole } }: { listed: Listed<PlanLine> }) {
  return (
    <Header variant="h2" counter={`(${items.length}${isWhole ? '' : '+'})`}>
      Saved plans
    </Header>
  );
}

function Empty() {
  return (
    <Box textAlign="center">
      <SpaceBetween size="xs">
        <span>No plan is saved. A plan keeps what a drill needs, so that it can be started again and scheduled.</span>
        <InnerLink href="/plans?new">Write the first one</InnerLink>
      </SpaceBetween>
    </Box>
  );
}

function columnsOf(schedules: Schedule[]): TableProps.ColumnDefinition<PlanLine>[] {
  return [
    {
      id: 'name',
      header: 'Plan',
      cell: ({ name }) => <InnerLink href={`/plans/${encodeURIComponent(name)}`}>{name}</InnerLink>,
      sortingField: 'name',
      isRowHeader: true,
      minWidth: 140,
    },
    { id: 'start', header: 'Actions', cell: ({ name, version }) => <Start {...{ name, version }} />, minWidth: 130 },
    {
      id: 'description',
      header: 'Description',
      cell: ({ description }) => <PlainText text={description} isBrief />,
      minWidth: 220,
    },
    { id: 'version', header: 'Version', cell: ({ version }) => version, sortingField: 'version' },
    { id: 'schedules', header: 'Schedules', cell: (plan) => <Schedules {...{ plan, schedules }} />, minWidth: 140 },
    { id: 'savedBy', header: 'Saved by', cell: ({ savedBy }) => <PlainText text={savedBy} />, sortingField: 'savedBy' },
    {
      id: 'savedAt',
      header: 'Saved',
      cell: ({ savedAt }) => <TimeText at={savedAt} />,
      sortingField: 'savedAt',
      minWidth: 210,
    },
  ];
}

function Schedules({ plan: { name, version }, schedules }: { plan: PlanLine; schedules: Schedule[] }) {
  const using = schedules.filter(({ plan }) => plan === name);
  if (using.length === 0) return <>–</>;
  return (
    <SpaceBetween size="xxs">
      {using.map((one) => (
        <span key={one.name}>
          <InnerLink href={`/schedules?schedule=${encodeURIComponent(one.name)}`}>{one.name}</InnerLink>
          {one.planVersion !== version && ` (version ${one.planVersion})`}
        </span>
      ))}
    </SpaceBetween>
  );
}

function Start({ name, version }: Pick<PlanLine, 'name' | 'version'>) {
  const href = `/start?plan=${encodeURIComponent(name)}&version=${version}`;
  return <InnerLink href={href}>Start a drill</InnerLink>;
}
