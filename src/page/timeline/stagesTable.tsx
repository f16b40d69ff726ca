import Box from '@cloudscape-design/components/box';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Drill } from '../api/client.ts';
import { nowMs } from '../api/clock.ts';
import { ServerLink } from '../shown/links/serverLink.tsx';
import { useRows } from '../shown/useRows.tsx';
import { durationText } from '../words/durations.ts';
import type { Lane } from './serverSpans.ts';
import { STAGE_WORDS, STAGES, type Stage } from './stages.ts';
import type { TimelineReading } from './timelineReading.ts';

/** How long each server was in each stage: what the picture shows, as a table. */
export function StagesTable({ drill, reading: { lanes, hostnames } }: { drill: Drill; reading: TimelineReading }) {
  const endMs = drill.endedAt === null ? nowMs() : Date.parse(drill.endedAt);
  const rows = lanes.map((lane) => rowOf(lane, hostnames.get(lane.sourceServerId) ?? lane.sourceServerId, endMs));
  return (
    <Table
      {...useRows(rows, PAGE_ROWS)}
      variant="embedded"
      contentDensity="compact"
      trackBy="sourceServerId"
      ariaLabels={{ tableLabel: 'Stages of every server' }}
      empty={<Box>The drill has no servers yet.</Box>}
      stickyColumns={{ first: 1 }}
      columnDefinitions={COLUMNS}
    />
  );
}

/** So many that the picture of 300 servers fits into a few pages. */
const PAGE_ROWS = 50;

interface Row {
  sourceServerId: string;
  name: string;
  wave: number;
  /** null: it was not in that stage. */
  seconds: Partial<Record<Stage, number>>;
  now: Stage | null;
}

function rowOf({ sourceServerId, wave, spans }: Lane, name: string, endMs: number): Row {
  const seconds = Object.fromEntries(
    spans.map(({ stage, fromMs, toMs }) => [stage, ((toMs ?? endMs) - fromMs) / 1000]),
  );
  return { sourceServerId, name, wave, seconds, now: spans.find(({ toMs }) => toMs === null)?.stage ?? null };
}

const COLUMNS: TableProps.ColumnDefinition<Row>[] = [
  {
    id: 'server',
    header: 'Server',
    isRowHeader: true,
    sortingField: 'name',
    cell: ({ sourceServerId, name }) => <ServerLink {...{ sourceServerId, name }} />,
  },
  { id: 'wave', header: 'Wave', sortingField: 'wave', cell: ({ wave }) => wave },
  ...STAGES.map((stage) => ({
    id: stage,
    header: STAGE_WORDS[stage].name,
    sortingComparator: (one: Row, other: Row) => (one.seconds[stage] ?? -1) - (other.seconds[stage] ?? -1),
    cell: ({ seconds, now }: Row) => lastedText(seconds[stage], now === stage),
  })),
];

function lastedText(seconds: number | undefined, isNow: boolean): string {
  if (seconds === undefined) return '–';
  return isNow ? `${durationText(seconds)}, still` : durationText(seconds);
}
