import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useMemo } from 'react';
import type { Regression, Trial } from '../api/client.ts';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { useRows } from '../shown/useRows.tsx';
import { stageParts } from './stages.ts';
import { trialColumns } from './trialColumns.tsx';

interface TrialsTableProps {
  /** Newest first. */
  trials: Trial[];
  regression: Regression | null;
}

/** The drills of a server with what each has measured and who reported a failure. */
export function TrialsTable({ trials, regression }: TrialsTableProps) {
  const columns = useMemo(() => trialColumns(regression, widthSecondsOf(trials)), [trials, regression]);
  const rows = useRows(trials);
  return (
    <Table
      {...rows}
      columnDefinitions={useStacked('Drill', columns)}
      trackBy="drillId"
      header={
        <Header
          variant="h2"
          counter={`(${trials.length})`}
          description="Newest first. Bars have one scale. The boot and the checks are upper bounds, because only looks show their end."
        >
          Drills of this server
        </Header>
      }
      empty={
        <Box textAlign="center">It was never drilled. Start a drill with it to prove that it can be recovered.</Box>
      }
      ariaLabels={{ tableLabel: 'Drills of this server' }}
    />
  );
}

/** The longest bar of all, so that bars of different pages can be compared. */
function widthSecondsOf(trials: Trial[]): number {
  const sums = trials.map(({ stages }) => stageParts(stages).reduce((sum, { seconds }) => sum + seconds, 0));
  return Math.max(1, ...sums);
}
