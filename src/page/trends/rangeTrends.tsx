import Grid from '@cloudscape-design/components/grid';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Statistic } from '../api/client.ts';
import { weeksIn } from './buckets.ts';
import { CostTrend } from './cost/costTrend.tsx';
import { OBJECTIVES, OUTCOMES } from './countedBars.ts';
import { DailyTrend } from './dailyTrend.tsx';
import { HoursTrend } from './hoursTrend.tsx';
import { HOLD_OVERRUNS, OVERRUN_SECONDS_MAX, RECOVERY_POINTS, RECOVERY_TIMES } from './measures.ts';
import { overrunSentence } from './overrunSentence.ts';
import { pointSentence } from './pointSentence.ts';
import type { DayRange } from './trendsRange.ts';
import { TrendsTotals } from './trendsTotals.tsx';
import { WeeklyTrend } from './weeklyTrend.tsx';
import type { CountedWorld } from './worlds.ts';

interface RangeTrendsProps {
  /** The days of the range on which drills of this world ended. */
  days: Statistic[];
  range: DayRange;
  world: CountedWorld | undefined;
}

/** The charts of a range of days. */
export function RangeTrends({ days, range, world }: RangeTrendsProps) {
  const weeks = weeksIn(range);
  const parts = { days, weeks };
  return (
    <SpaceBetween size="l">
      <TrendsTotals days={days} />
      <Grid gridDefinition={Array.from({ length: 7 }, (_, index) => (index === 6 ? WHOLE : HALF))}>
        <WeeklyTrend {...parts} id="outcomes" title="Outcomes by week" what="drills" series={OUTCOMES} />
        <WeeklyTrend {...parts} id="objectives" title="Objectives by week" what="drills" series={OBJECTIVES} />
        <DailyTrend
          {...{ days, range, id: 'time', title: 'Recovery time by day', series: RECOVERY_TIMES }}
          description="Of the servers of each day: half (p50) and 95 of 100 (p95) took no longer; both bounds of each."
        />
        <DailyTrend
          {...{ days, range, id: 'point', title: 'Recovery point by day', series: RECOVERY_POINTS }}
          description={`The data that would have been lost, had the disaster struck when the drill was requested. ${pointSentence(days)}`}
        />
        <HoursTrend days={days} range={range} />
        <CostTrend range={range} world={world} />
        <DailyTrend
          {...{ days, range, id: 'overrun', title: 'Hold overrun by day', series: HOLD_OVERRUNS }}
          description={`From the end of the hold to the last termination. ${overrunSentence(days)}`}
          limit={{ title: 'promised: 15 min', seconds: OVERRUN_SECONDS_MAX }}
        />
      </Grid>
    </SpaceBetween>
  );
}

const HALF = { colspan: { default: 12, m: 6 } };
const WHOLE = { colspan: 12 };
