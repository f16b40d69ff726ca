import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Regression, Trial } from '../api/client.ts';
import { DrillLink } from '../shown/links/drillLink.tsx';
import { DrillsOfPlan } from '../shown/links/drillsOfPlan.tsx';
import { OutcomeStatus } from '../shown/statuses.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { boundsText, measuredText } from '../words/durations.ts';
import { evidenceText } from '../words/evidenceText.ts';
import { StageTimes } from './stageTimes.tsx';
import { reportOf, type TrialResult, trialResult } from './trialResult.ts';

type Column = TableProps.ColumnDefinition<Trial>;

/** The columns of the drills of a server. The bars are `widthSeconds` wide. */
export function trialColumns(regression: Regression | null, widthSeconds: number): Column[] {
  return [...HEAD, stagesColumn(regression, widthSeconds), ...TAIL];
}

const HEAD: Column[] = [
  {
    id: 'requested',
    header: 'Requested',
    isRowHeader: true,
    minWidth: 230,
    sortingField: 'requestedAt',
    cell: ({ requestedAt, drillId }) => (
      <>
        <TimeText at={requestedAt} />
        <Box fontSize="body-s">
          <DrillLink drillId={drillId} />
        </Box>
      </>
    ),
  },
  {
    id: 'result',
    header: 'This server',
    minWidth: 220,
    sortingField: 'passed',
    cell: (trial) => <Result of={trial} />,
  },
  {
    id: 'recoveryTime',
    header: 'Recovery time',
    minWidth: 150,
    sortingField: 'recoveryTimeSeconds',
    cell: (trial) => boundsText(trial.recoveryTimeAtLeastSeconds, trial.recoveryTimeSeconds),
  },
];

function stagesColumn(regression: Regression | null, widthSeconds: number): Column {
  return {
    id: 'stages',
    header: 'Stages',
    minWidth: 300,
    cell: ({ stages, drillId }) => (
      <>
        {regression?.drillId === drillId && <Badge color="severity-medium">Regression</Badge>}
        <StageTimes
          stages={stages}
          widthSeconds={widthSeconds}
          slower={regression?.drillId === drillId ? regression.stage : null}
        />
      </>
    ),
  };
}

const TAIL: Column[] = [
  {
    id: 'recoveryPoint',
    header: 'Recovery point',
    minWidth: 130,
    sortingField: 'recoveryPointSeconds',
    cell: ({ recoveryPointSeconds }) => measuredText(recoveryPointSeconds),
  },
  {
    id: 'evidence',
    header: 'Evidence level',
    sortingField: 'evidenceLevel',
    cell: ({ evidenceLevel }) => evidenceText(evidenceLevel),
  },
  { id: 'objectives', header: 'Objectives', cell: ({ objectives }) => objectives ?? 'none' },
  {
    id: 'outcome',
    header: 'The whole drill',
    minWidth: 150,
    cell: ({ outcome }) => <OutcomeStatus outcome={outcome} />,
  },
  { id: 'world', header: 'World', cell: ({ world }) => world ?? '–' },
  {
    id: 'plan',
    header: 'Recovery plan',
    minWidth: 140,
    cell: ({ recoveryPlan }) => <DrillsOfPlan name={recoveryPlan} />,
  },
];

function Result({ of: trial }: { of: Trial }) {
  const result = trialResult(trial);
  const report = reportOf(trial);
  return (
    <>
      <StatusIndicator type={TYPES[result]}>{TEXTS[result]}</StatusIndicator>
      {report !== undefined && (
        <div className="because">
          {report.by}: <bdi>{report.why}</bdi>
        </div>
      )}
    </>
  );
}

const TYPES: Record<TrialResult, StatusIndicatorProps.Type> = {
  RUNNING: 'in-progress',
  PASSED: 'success',
  FAILED: 'error',
  LOST: 'error',
  STOPPED: 'stopped',
  NOT_PASSED: 'warning',
};

const TEXTS: Record<TrialResult, string> = {
  RUNNING: 'running',
  PASSED: 'passed',
  FAILED: 'failed',
  LOST: 'lost',
  STOPPED: 'stopped',
  NOT_PASSED: 'not passed',
};
