import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Drill } from '../api/client.ts';
import { nowMs } from '../api/clock.ts';
import { ServerLink } from '../shown/links/serverLink.tsx';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { durationText } from '../words/durations.ts';
import type { CriticalStep } from './criticalPath.ts';
import type { TimelineReading } from './timelineReading.ts';

/** Where the time of the drill went: its critical path, a step each, with what each waited for last. */
export function PathTable({ drill, reading: { path, hostnames } }: { drill: Drill; reading: TimelineReading }) {
  const columns = useStacked('Step, and what it waited for', columnsOf(drill, { path, hostnames }));
  return (
    <Table
      variant="container"
      contentDensity="compact"
      wrapLines
      items={path}
      trackBy="name"
      ariaLabels={{ tableLabel: 'Critical path' }}
      header={
        <Header variant="h2" description="Where the time went: what each step waited for last.">
          Critical path
        </Header>
      }
      empty={<Box>The drill has not begun yet.</Box>}
      columnDefinitions={columns}
    />
  );
}

type Reading = Pick<TimelineReading, 'path' | 'hostnames'>;

function columnsOf(drill: Drill, { path, hostnames }: Reading): TableProps.ColumnDefinition<CriticalStep>[] {
  const endMs = drill.endedAt === null ? nowMs() : Date.parse(drill.endedAt);
  const secondsOf = ({ fromMs, toMs }: CriticalStep) => ((toMs ?? endMs) - fromMs) / 1000;
  const totalSeconds = path.reduce((total, step) => total + secondsOf(step), 0);
  return [
    { id: 'name', header: 'Step', minWidth: 160, cell: ({ name }) => name, isRowHeader: true },
    { id: 'lasted', header: 'Lasted', minWidth: 110, cell: (step) => durationText(secondsOf(step)) },
    {
      id: 'share',
      header: 'Share',
      cell: (step) => `${Math.round((secondsOf(step) / Math.max(totalSeconds, 1)) * 100)} %`,
    },
    { id: 'last', header: 'Last waited for', minWidth: 200, cell: (step) => lastOf(step, hostnames) },
    {
      ...{ id: 'from', header: 'From', minWidth: 200 },
      cell: ({ fromMs }) => <TimeText at={new Date(fromMs).toISOString()} />,
    },
  ];
}

function lastOf({ sourceServerId, because }: CriticalStep, hostnames: Reading['hostnames']) {
  if (sourceServerId === null) return because === null ? '–' : <bdi>{because}</bdi>;
  return <ServerLink sourceServerId={sourceServerId} name={hostnames.get(sourceServerId)} />;
}
