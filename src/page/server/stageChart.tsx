import BarChart, { type BarChartProps } from '@cloudscape-design/components/bar-chart';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { Regression, Trial } from '../api/client.ts';
import { CHART } from '../shown/chartColours.ts';
import { durationText } from '../words/durations.ts';
import { type TimeUnit, timeUnitOf } from '../words/timeUnit.ts';
import { chartFrame } from './chartFrame.tsx';
import { axisOf, measuredTrials, regressedAt, stagePoints } from './stageSeries.ts';
import { STAGE_COLOURS, STAGES, stageParts } from './stages.ts';

interface StageChartProps {
  /** Newest first. */
  trials: Trial[];
  regression: Regression | null;
}

/** The stages of the newest drills of a server, with the regression; the table of its drills has the same numbers. */
export function StageChart({ trials, regression }: StageChartProps) {
  const shown = measuredTrials(trials);
  const whole = shown.map(({ stages }) => stageParts(stages).reduce((sum, { seconds }) => sum + seconds, 0));
  const unit = timeUnitOf(whole);
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" description="The boot and the checks are upper bounds.">
          Stages of its newest drills
        </Header>
      }
    >
      <BarChart
        {...chartFrame(shown, unit)}
        series={seriesOf(shown, regression, unit)}
        stackedBars
        yDomain={axisOf(whole, unit)}
        ariaLabel="Stages of its newest drills"
      />
    </Container>
  );
}

function seriesOf(trials: Trial[], regression: Regression | null, unit: TimeUnit): BarChartProps<string>['series'] {
  const stages = STAGES.map((stage) => ({
    title: stage,
    type: 'bar' as const,
    color: STAGE_COLOURS[stage],
    data: stagePoints(trials, stage, unit),
    valueFormatter: (value: number) => durationText(value * unit.seconds),
  }));
  const at = regressedAt(trials, regression);
  const slower = regression?.stage ?? null;
  const title = slower === null ? 'regression' : `regression: ${slower} got slower`;
  return [
    ...stages.filter(({ data }) => data.length > 0),
    ...(at === undefined ? [] : [{ title, type: 'threshold' as const, x: at, color: REGRESSION_COLOUR }]),
  ];
}

const REGRESSION_COLOUR = CHART.RED;
