import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { answerOf } from '../api/answers.ts';
import { listRegressions, type Regression } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { wholeList } from '../api/wholeList.ts';
import { DrillLink } from '../shown/links/drillLink.tsx';
import { DrillsOfPlan } from '../shown/links/drillsOfPlan.tsx';
import { ServerLink } from '../shown/links/serverLink.tsx';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { useRows } from '../shown/useRows.tsx';
import { durationText } from '../words/durations.ts';
import { noRegression } from './judgedServers.ts';
import { useStatistics } from './useStatistics.ts';

/** The servers and plans whose newest recovery time, or the checks after it, is outside their own history. */
export function Regressions() {
  const regressions = usePolled(['regressions'], readRegressions, 60);
  return (
    <PolledView what="the regressions" of={regressions}>
      {(all) => <Answer regressions={all} />}
    </PolledView>
  );
}

function readRegressions() {
  return wholeList(
    (page) => answerOf(listRegressions(page)),
    (body) => body.regressions,
  );
}

function Answer({ regressions }: { regressions: Regression[] }) {
  if (regressions.length > 0) return <RegressionsTable regressions={regressions} />;
  return (
    <Container header={<Header variant="h2">{QUESTION}</Header>}>
      <NoneFound />
    </Container>
  );
}

/** Read only where no regression is known, and seldom, because a site may have thousands of servers. */
function NoneFound() {
  const servers = useStatistics('server', undefined, 300);
  return (
    <PolledView what="the drills of the servers" of={servers}>
      {(all) => {
        const { isKnown, text } = noRegression(all);
        return <StatusIndicator type={isKnown ? 'success' : 'pending'}>{text}</StatusIndicator>;
      }}
    </PolledView>
  );
}

const QUESTION = 'Did recovery get slower?';

function RegressionsTable({ regressions }: { regressions: Regression[] }) {
  const rows = useRows(regressions);
  return (
    <Table
      {...rows}
      columnDefinitions={useStacked('Regression', COLUMNS)}
      trackBy={({ by, key }) => `${by} ${key}`}
      wrapLines
      ariaLabels={{ tableLabel: 'Regressions' }}
      header={
        <Header
          variant="h2"
          counter={`(${regressions.length})`}
          description="Servers and recovery plans whose newest recovery time, or the checks after it, is unusually long for them, whatever the range below."
        >
          {QUESTION}
        </Header>
      }
    />
  );
}

const COLUMNS: TableProps.ColumnDefinition<Regression>[] = [
  {
    id: 'what',
    header: 'What',
    isRowHeader: true,
    minWidth: 220,
    sortingField: 'key',
    cell: (one) => <Subject of={one} />,
  },
  {
    id: 'newest',
    header: 'Newest recovery time, at least',
    sortingField: 'recoveryTimeSeconds',
    cell: ({ recoveryTimeSeconds }) => durationText(recoveryTimeSeconds),
  },
  {
    id: 'median',
    header: 'Median before',
    sortingField: 'medianSeconds',
    cell: ({ medianSeconds, deviationSeconds, samples }) =>
      `${durationText(medianSeconds)} of ${samples}, deviation ${durationText(deviationSeconds)}`,
  },
  { id: 'stage', header: 'What got slower', minWidth: 200, sortingField: 'stage', cell: slowerText },
  {
    id: 'drill',
    header: 'Drill',
    minWidth: 240,
    sortingField: 'at',
    cell: ({ drillId, at }) => (
      <>
        <DrillLink drillId={drillId} />
        <div>
          <TimeText at={at} />
        </div>
      </>
    ),
  },
];

function Subject({ of: { by, key } }: { of: Regression }) {
  if (by === 'server') return <ServerLink sourceServerId={key} />;
  return (
    <>
      plan <DrillsOfPlan name={key} />
    </>
  );
}

function slowerText({ stage, stageSeconds, stageMedianSeconds }: Regression): string {
  if (stage === null || stageSeconds === null) return 'no stage that is known';
  const before = stageMedianSeconds === null ? '' : `, median before ${durationText(stageMedianSeconds)}`;
  return `${stage}: ${durationText(stageSeconds)}${before}`;
}
