import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import LineChart, { type LineChartProps } from '@cloudscape-design/components/line-chart';
import type { Regression, Trial } from '../api/client.ts';
import { CHART } from '../shown/chartColours.ts';
import { boundsText, durationText } from '../words/durations.ts';
import { type TimeUnit, timeUnitOf } from '../words/timeUnit.ts';
import { chartFrame } from './chartFrame.tsx';
import { axisOf, boundPoints, measuredTrials } from './stageSeries.ts';

interface BoundsChartProps {
  /** Newest first. */
  trials: Trial[];
  regression: Regression | null;
}

/** Both bounds of the recovery time over the newest drills of a server. */
export function BoundsChart({ trials, regression }: BoundsChartProps) {
  const shown = measuredTrials(trials);
  const timed = shown.filter(({ recoveryTimeSeconds }) => recoveryTimeSeconds !== null);
  const unit = timeUnitOf(shown.map(({ recoveryTimeSeconds }) => recoveryTimeSeconds));
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" description={timed.length > 1 && 'The true recovery time lies between the two lines.'}>
          Recovery time
        </Header>
      }
    >
      {timed.length > 1 ? (
        <LineChart
          {...chartFrame(shown, unit)}
          series={seriesOf(shown, regression, unit)}
          yDomain={axisOf(
            shown.map((trial) => trial.recoveryTimeSeconds ?? 0),
            unit,
          )}
          ariaLabel="Recovery time"
        />
      ) : (
        <OneTime trial={timed[0]} />
      )}
    </Container>
  );
}

/** One drill makes no line. */
function OneTime({ trial }: { trial: Trial | undefined }) {
  if (trial === undefined) return <>No drill of this server has measured it yet.</>;
  return (
    <>
      <Box fontSize="heading-l" fontWeight="bold">
        {boundsText(trial.recoveryTimeAtLeastSeconds, trial.recoveryTimeSeconds)}
      </Box>
      <Box color="text-body-secondary">in the one drill that measured it. A line begins with the second.</Box>
    </>
  );
}

function seriesOf(trials: Trial[], regression: Regression | null, unit: TimeUnit): LineChartProps<string>['series'] {
  const valueFormatter = (value: number) => durationText(value * unit.seconds);
  const bounds = BOUNDS.map(({ title, bound, color }) => ({
    ...{ title, color, valueFormatter, type: 'line' as const, data: boundPoints(trials, bound, unit) },
  }));
  const measured = bounds.filter(({ data }) => data.length > 0);
  if (regression === null || regression.stage === 'checks') return measured;
  const y = regression.medianSeconds / unit.seconds;
  const title = `median of the ${regression.samples} before, at least`;
  return [...measured, { title, type: 'threshold' as const, y, valueFormatter, color: CHART.GREY }];
}

const BOUNDS = [
  { title: 'at most', bound: 'recoveryTimeSeconds', color: CHART.ORANGE },
  { title: 'at least', bound: 'recoveryTimeAtLeastSeconds', color: CHART.BLUE },
] as const;
