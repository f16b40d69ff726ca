import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { AddBlackout, RemoveBlackout } from '../actions/setBlackouts.tsx';
import type { Blackout, Blackouts as BlackoutsBody, Schedule } from '../api/client.ts';
import { nowMs } from '../api/clock.ts';
import type { Polled } from '../api/usePolled.ts';
import { placeOf } from '../lever/levers.ts';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { TimeText } from '../shown/timeText.tsx';

interface BlackoutsProps {
  body: BlackoutsBody;
  read: Polled<BlackoutsBody>;
  schedules: Schedule[];
}

/** Times in which nothing is launched, whoever requests it, with what each holds up. */
export function Blackouts({ body, read, schedules }: BlackoutsProps) {
  const { setBy } = body;
  const columns = useStacked('Blackout', columnsOf(read, schedules));
  return (
    <Table
      header={
        <Header
          variant="h2"
          counter={`(${body.blackouts.length})`}
          description="Times in which nothing is launched, whoever requests it. Verifying, holding and cleaning up go on."
          actions={<AddBlackout read={read} />}
        >
          Blackouts
        </Header>
      }
      items={body.blackouts.toSorted((one, other) => (one.from < other.from ? -1 : 1))}
      trackBy={keyOf}
      columnDefinitions={columns}
      wrapLines
      empty={<Box textAlign="center">No blackout is set. Closing a lever stops launches at once.</Box>}
      footer={
        setBy !== null && (
          <Box color="text-body-secondary">
            Set by <PlainText text={setBy.by} />, <TimeText at={setBy.at} />. The history of the lever has every change.
          </Box>
        )
      }
    />
  );
}

function keyOf({ region, from, to, reason }: Blackout): string {
  return `${region} ${from} ${to} ${reason}`;
}

function columnsOf(read: BlackoutsProps['read'], schedules: Schedule[]): TableProps.ColumnDefinition<Blackout>[] {
  return [
    { id: 'from', header: 'From', cell: ({ from }) => <TimeText at={from} />, isRowHeader: true, minWidth: 205 },
    { id: 'to', header: 'Until', cell: ({ to }) => <TimeText at={to} />, minWidth: 205 },
    { id: 'region', header: 'Where', cell: ({ region }) => placeOf(region), minWidth: 110 },
    { id: 'state', header: 'State', cell: (blackout) => <State blackout={blackout} />, minWidth: 120 },
    { id: 'reason', header: 'Reason', cell: ({ reason }) => <PlainText text={reason} />, minWidth: 140 },
    { id: 'holds', header: 'Coming runs in it', cell: (blackout) => heldUp(blackout, schedules), minWidth: 140 },
    { id: 'remove', header: 'Actions', cell: (blackout) => <RemoveBlackout {...{ blackout, read }} />, minWidth: 110 },
  ];
}

function State({ blackout: { inForce, from } }: { blackout: Blackout }) {
  if (inForce) return <StatusIndicator type="warning">in force</StatusIndicator>;
  return Date.parse(from) > nowMs() ? (
    <StatusIndicator type="pending">to come</StatusIndicator>
  ) : (
    <StatusIndicator type="stopped">over</StatusIndicator>
  );
}

/** Of each schedule only the coming five times are known. */
function heldUp({ from, to }: Blackout, schedules: Schedule[]): string {
  const held = schedules.filter(({ enabled, nextTimes }) => enabled && nextTimes.some((at) => from <= at && at < to));
  return held.length === 0 ? 'none known' : held.map(({ name }) => name).join(', ');
}
