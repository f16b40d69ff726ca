import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Forecast } from '../../api/client.ts';
import { useStacked } from '../../shown/narrow/useStacked.tsx';
import { type Room, roomOf } from '../../words/forecastWords.ts';

/** What the drill needs at once, against what is left now. */
export function RoomTable({ headroom }: { headroom: Forecast['headroom'] }) {
  return (
    <Table
      variant="embedded"
      wrapLines
      items={roomOf(headroom)}
      trackBy="what"
      columnDefinitions={useStacked('Room', COLUMNS)}
      ariaLabels={{ tableLabel: 'Room for the drill' }}
      header={
        <Header
          variant="h3"
          description="What AWS has left. The deployment’s own limits on jobs, in Limits and settings, may allow less. Too little does not refuse the drill, because much may change until it launches."
        >
          Room at once
        </Header>
      }
    />
  );
}

const COLUMNS: TableProps.ColumnDefinition<Room>[] = [
  { id: 'what', header: 'Of', minWidth: 150, cell: ({ what }) => what, isRowHeader: true },
  { id: 'needed', header: 'Needed', minWidth: 90, cell: ({ needed }) => needed ?? 'not known' },
  { id: 'left', header: 'Left', minWidth: 80, cell: ({ left }) => left ?? 'not known' },
  {
    ...{ id: 'enough', header: 'Enough', minWidth: 130 },
    cell: ({ needed, left, isShort }) =>
      needed === null || left === null ? (
        <StatusIndicator type="pending">not known</StatusIndicator>
      ) : (
        <StatusIndicator type={isShort ? 'warning' : 'success'}>{isShort ? 'too little' : 'enough'}</StatusIndicator>
      ),
  },
];
