import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useNow } from '../api/clock.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { durationText } from '../words/durations.ts';
import type { ComingRun } from './runsAhead.ts';
import { ZonedTime } from './zonedTime.tsx';

/** The next runs of all schedules in order, and what is known against each. */
export function ComingRuns({ runs }: { runs: ComingRun[] }) {
  const now = useNow();
  const ahead = runs.filter(({ at }) => Date.parse(at) > now).slice(0, RUNS_SHOWN);
  const columns = useStacked('Coming run', columnsOf(now));
  return (
    <Table
      header={
        <Header
          variant="h2"
          description="Of all enabled schedules, in order. A late run may still begin within its window."
        >
          Coming runs
        </Header>
      }
      items={ahead}
      trackBy="id"
      columnDefinitions={columns}
      wrapLines
      contentDensity="compact"
      empty={<Box textAlign="center">No enabled schedule has a coming run.</Box>}
    />
  );
}

const RUNS_SHOWN = 10;

function columnsOf(now: number): TableProps.ColumnDefinition<ComingRun>[] {
  return [
    {
      id: 'at',
      header: 'When',
      cell: ({ at, schedule }) => <ZonedTime at={at} timeZone={schedule.timeZone} />,
      isRowHeader: true,
      minWidth: 220,
    },
    { id: 'in', header: 'In', cell: ({ at }) => durationText((Date.parse(at) - now) / 1000), minWidth: 120 },
    {
      id: 'schedule',
      header: 'Schedule',
      cell: ({ schedule: { name } }) => (
        <InnerLink href={`/schedules?schedule=${encodeURIComponent(name)}`}>{name}</InnerLink>
      ),
      minWidth: 120,
    },
    { id: 'what', header: 'What', cell: ({ schedule }) => (schedule.dryRun ? 'dry run' : 'drill'), minWidth: 90 },
    {
      id: 'against',
      header: 'What would keep it from launching',
      cell: ({ against }) => <Against {...{ against }} />,
      minWidth: 240,
    },
  ];
}

function Against({ against }: { against: string[] }) {
  if (against.length === 0) return <>nothing known</>;
  return (
    <SpaceBetween size="xxs">
      {against.map((sentence) => (
        <StatusIndicator key={sentence} type="warning">
          <bdi>{sentence}</bdi>
        </StatusIndicator>
      ))}
    </SpaceBetween>
  );
}
