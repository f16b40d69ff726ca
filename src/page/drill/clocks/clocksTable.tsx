import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { Drill } from '../../api/client.ts';
import { ServerLink } from '../../shown/links/serverLink.tsx';
import { useStacked } from '../../shown/narrow/useStacked.tsx';
import { TimeText } from '../../shown/timeText.tsx';
import { durationText } from '../../words/durations.ts';
import { unknownText } from '../facts/unknownText.ts';
import { type ClockRow, clockRows, scalesOf, verdictCounts } from './clockRows.ts';
import { Measured } from './measured.tsx';

/** The clocks of every server. */
export function ClocksTable({ drill, hostnames }: { drill: Drill; hostnames: ReadonlyMap<string, string> }) {
  const rows = clockRows(drill, hostnames);
  const { items, collectionProps, paginationProps, filterProps } = useCollection(rows, {
    filtering: {
      empty: <Box>{unknownText('The drill has no servers', drill)}.</Box>,
      noMatch: <Box>No server matches.</Box>,
    },
    pagination: { pageSize: PAGE_ROWS },
    sorting: {},
  });
  const isLong = rows.length > PAGE_ROWS;
  return (
    <Table
      {...collectionProps}
      items={items}
      trackBy="sourceServerId"
      ariaLabels={{ tableLabel: 'Clocks of every server' }}
      header={
        <Header variant="h2" counter={`(${rows.length})`} description={<Explained {...{ drill, rows }} />}>
          Clocks of the servers
        </Header>
      }
      {...(isLong && {
        filter: <TextFilter {...filterProps} filteringPlaceholder="Find servers" filteringAriaLabel="Find servers" />,
        pagination: <Pagination {...paginationProps} />,
      })}
      columnDefinitions={useStacked('Server', columnsOf(drill, rows))}
      wrapLines
    />
  );
}

const PAGE_ROWS = 25;

function Explained({ drill: { terms }, rows }: { drill: Drill; rows: ClockRow[] }) {
  const counts = verdictCounts(rows, terms.objectives);
  return (
    <>
      Choose a time to see where its ends come from. A bar is solid up to the lower bound, and striped up to the upper
      one{counts.length > 0 && '; its mark is the objective'}.
      {counts.map((count) => (
        <div key={count}>{count}</div>
      ))}
    </>
  );
}

function columnsOf({ terms: { objectives } }: Drill, rows: ClockRow[]): TableProps.ColumnDefinition<ClockRow>[] {
  const scales = scalesOf(rows, objectives);
  return [
    {
      id: 'server',
      header: 'Server',
      isRowHeader: true,
      minWidth: 130,
      sortingField: 'name',
      cell: ({ sourceServerId, name }) => <ServerLink {...{ sourceServerId, name }} />,
    },
    { id: 'wave', header: 'Wave', sortingField: 'wave', cell: ({ wave }) => wave },
    measureColumn('recoveryTime', {
      name: 'Recovery time',
      minWidth: 250,
      objectiveSeconds: objectives.recoveryTimeSeconds ?? null,
      scaleSeconds: scales.timeSeconds,
    }),
    measureColumn('recoveryPoint', {
      name: 'Recovery point',
      minWidth: 220,
      objectiveSeconds: objectives.recoveryPointSeconds ?? null,
      scaleSeconds: scales.pointSeconds,
    }),
    { id: 'used', header: 'Launched from', minWidth: 200, cell: (row) => <PointUsed row={row} /> },
    {
      id: 'overrun',
      header: 'Hold overrun',
      sortingComparator: (one, other) => (one.overrun.seconds ?? -1) - (other.overrun.seconds ?? -1),
      cell: ({ overrun: { seconds, isUpperBound } }) =>
        seconds === null ? 'not measured' : `${isUpperBound ? 'at most ' : ''}${durationText(seconds)}`,
    },
  ];
}

interface MeasureShown {
  name: string;
  /** In pixels. */
  minWidth: number;
  objectiveSeconds: number | null;
  scaleSeconds: number;
}

function measureColumn(
  member: 'recoveryTime' | 'recoveryPoint',
  { name: what, minWidth, objectiveSeconds, scaleSeconds }: MeasureShown,
): TableProps.ColumnDefinition<ClockRow> {
  return {
    id: member,
    header: what,
    minWidth,
    sortingComparator: (one, other) => (one[member].seconds ?? -1) - (other[member].seconds ?? -1),
    cell: ({ name, [member]: measure }) => (
      <Measured what={`${what} of ${name}`} {...{ measure, objectiveSeconds, scaleSeconds }} />
    ),
  };
}

function PointUsed({ row: { pointUsed, replicationLagSeconds: lag } }: { row: ClockRow }) {
  const kind = pointUsed === null ? 'not known' : KINDS[pointUsed.kind];
  return (
    <>
      <div>{kind}</div>
      {pointUsed !== null && <TimeText at={pointUsed.at} />}
      <div>{lag === null ? 'replication lag not known' : `replication lag ${durationText(lag)}`}</div>
    </>
  );
}

const KINDS: Record<NonNullable<ClockRow['pointUsed']>['kind'], string> = {
  ON_DEMAND: 'a point taken for it',
  CHOSEN: 'the chosen point',
  PREVIOUS: 'the point before',
  UNKNOWN: 'an unknown point',
};
