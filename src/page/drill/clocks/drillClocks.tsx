import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { Drill, Report } from '../../api/client.ts';
import { useReport } from '../../evidence/useReport.ts';
import { type Fact, Facts } from '../../shown/narrow/facts.tsx';
import { boundsText, durationText, measuredText } from '../../words/durations.ts';
import { objectivesText } from '../../words/termTexts.ts';
import { holdOverrun } from './holdOverrun.ts';
import { MeasureSources } from './measureSources.tsx';
import { ObjectiveStatus } from './objectiveStatus.tsx';
import { verdictOf } from './verdictOf.ts';

/** The clocks of the drill as a whole. */
export function DrillClocks({ drill }: { drill: Drill }) {
  const { body } = useReport(drill);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="A time that only looks show has two bounds: the last sign that it had not come, and the first that it had."
          actions={<ObjectiveStatus verdict={drill.objectives?.verdict ?? null} />}
        >
          Clocks of the drill
        </Header>
      }
    >
      <Facts
        columns={3}
        minColumnWidth={220}
        items={[
          { label: 'Recovery time, over the required servers', value: <RecoveryTime {...{ drill, report: body }} /> },
          { label: 'Recovery point, at worst', value: <RecoveryPoint drill={drill} /> },
          { label: 'Objectives', value: objectivesText(drill.terms.objectives) ?? 'none' },
          ...timesOf(drill),
        ]}
      />
      {drill.objectives?.why != null && <Box margin={{ top: 's' }}>{drill.objectives.why}</Box>}
    </Container>
  );
}

/** Over the required servers, as the report says it; nothing before the first report. */
function RecoveryTime({ drill, report }: { drill: Drill; report: Report | undefined }) {
  if (report === undefined) return <>–</>;
  const { seconds, atLeastSeconds } = report.objectives.recoveryTime;
  const verdict =
    seconds === null ? null : verdictOf({ seconds, atLeastSeconds }, drill.terms.objectives.recoveryTimeSeconds);
  return (
    <>
      {boundsText(atLeastSeconds, seconds)} <ObjectiveStatus verdict={verdict} />
    </>
  );
}

function RecoveryPoint({ drill: { servers, terms } }: { drill: Drill }) {
  const measured = servers.flatMap(({ recoveryPoint }) => (recoveryPoint.seconds === null ? [] : [recoveryPoint]));
  const [worst] = measured.toSorted((one, other) => (other.seconds ?? 0) - (one.seconds ?? 0));
  const left = servers.length - measured.length;
  if (worst === undefined) return <>not measured</>;
  return (
    <>
      <MeasureSources what="Recovery point" measure={worst}>
        {boundsText(worst.atLeastSeconds, worst.seconds)}
      </MeasureSources>{' '}
      <ObjectiveStatus verdict={verdictOf(worst, terms.objectives.recoveryPointSeconds)} />
      {left > 0 && ` ${left} of ${servers.length} servers not measured`}
    </>
  );
}

function timesOf(drill: Drill): Fact[] {
  const { hold, timeToChecked, servers } = drill;
  const overruns = servers.flatMap((server) => holdOverrun(drill, server).seconds ?? []);
  const most = overruns.length === 0 ? null : Math.max(...overruns);
  const checked =
    timeToChecked === null ? (
      'no check is required'
    ) : (
      <MeasureSources what="Time to checked" measure={timeToChecked}>
        {boundsText(timeToChecked.atLeastSeconds, timeToChecked.seconds)}
      </MeasureSources>
    );
  const held = hold.heldSeconds === null ? '' : `held ${durationText(hold.heldSeconds)} of `;
  return [
    { label: 'Time to checked', value: checked },
    { label: 'Hold', value: `${held}${durationText(hold.seconds)} planned` },
    { label: 'Hold overrun, at worst', value: measuredText(most) },
  ];
}
