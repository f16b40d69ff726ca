import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ForecastRange, ForecastWave } from '../../api/client.ts';
import { useStacked } from '../../shown/narrow/useStacked.tsx';
import { partText } from '../../words/forecastWords.ts';

/** The forecast of each wave by part. */
export function WaveTimes({ waves }: { waves: ForecastWave[] }) {
  const shown = COLUMNS.filter(({ id }) => id !== 'unknown' || waves.some(({ unknown }) => unknown > 0));
  return (
    <Table
      variant="embedded"
      wrapLines
      items={waves}
      trackBy={({ wave }) => String(wave)}
      columnDefinitions={useStacked('Wave', shown)}
      ariaLabels={{ tableLabel: 'Forecast by wave' }}
      header={
        <Header
          variant="h3"
          description="The first time holds for half of such drills (p50), the second for 95 of 100 (p95)."
        >
          Time by wave
        </Header>
      }
    />
  );
}

const COLUMNS: TableProps.ColumnDefinition<ForecastWave>[] = [
  { id: 'wave', header: 'Wave', minWidth: 75, cell: ({ wave }) => wave, isRowHeader: true },
  { id: 'servers', header: 'Servers', minWidth: 95, cell: ({ servers }) => servers },
  { id: 'jobs', header: 'DRS jobs', minWidth: 100, cell: ({ jobs }) => jobs },
  { id: 'launch', header: 'Launch', minWidth: 120, cell: ({ launch }) => rangeText(launch) },
  { id: 'boot', header: 'Boot', minWidth: 120, cell: ({ boot }) => rangeText(boot) },
  { id: 'termination', header: 'Termination', minWidth: 125, cell: ({ termination }) => rangeText(termination) },
  { id: 'unknown', header: 'Without history', minWidth: 110, cell: ({ unknown }) => unknown },
];

function rangeText({ p50, p95 }: ForecastRange): string {
  return p50 === null && p95 === null ? 'not known' : `${partText(p50)} · ${partText(p95)}`;
}
