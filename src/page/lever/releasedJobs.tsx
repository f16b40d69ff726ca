import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { ReleaseJob } from '../actions/releaseJob.tsx';
import type { Lever, Release } from '../api/client.ts';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { TimeText } from '../shown/timeText.tsx';

/** Jobs of real recoveries that a person has released, because they hang. */
export function ReleasedJobs({ levers }: { levers: Lever[] }) {
  const regions = levers.flatMap(({ region }) => (region === null ? [] : [region]));
  return (
    <Table
      header={
        <Header
          variant="h2"
          actions={<ReleaseJob regions={regions} />}
          description="While a real recovery goes on, nothing is terminated in its Region. A job of it that hangs would keep every drill instance up."
        >
          Released jobs
        </Header>
      }
      items={levers.flatMap(({ released }) => released)}
      trackBy={({ region, jobId }) => `${region} ${jobId}`}
      columnDefinitions={useStacked('Job', COLUMNS)}
      wrapLines
      empty={<Box textAlign="center">No job is released. Release one only if it hangs and holds up the cleanup.</Box>}
    />
  );
}

const COLUMNS: TableProps.ColumnDefinition<Release>[] = [
  { id: 'jobId', header: 'Job', cell: ({ jobId }) => <code>{jobId}</code>, isRowHeader: true, minWidth: 230 },
  { id: 'region', header: 'Region', cell: ({ region }) => region, minWidth: 110 },
  { id: 'by', header: 'By', cell: ({ by }) => <PlainText text={by} />, minWidth: 110 },
  { id: 'at', header: 'Released', cell: ({ releasedAt }) => <TimeText at={releasedAt} />, minWidth: 200 },
  { id: 'reason', header: 'Reason', cell: ({ reason }) => <PlainText text={reason} />, minWidth: 160 },
  { id: 'effect', header: 'Effect', cell: ({ effect }) => <PlainText text={effect} />, minWidth: 260 },
];
