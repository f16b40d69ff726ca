import BarChart from '@cloudscape-design/components/bar-chart';
import type { Statistic } from '../api/client.ts';
import { ChartPanel } from './chartPanel.tsx';
import { type CountedSeries, weeklyBars, weeklySheet } from './countedBars.ts';

interface WeeklyTrendProps {
  id: string;
  title: string;
  /** What is counted, as in `drills`. */
  what: string;
  series: CountedSeries[];
  weeks: string[];
  days: Statistic[];
}

/** Counts by week as stacked bars. */
export function WeeklyTrend({ id, title, what, series, weeks, days }: WeeklyTrendProps) {
  const bars = weeklyBars(series, weeks, days);
  const counted = bars.filter(({ data }) => data.some(({ y }) => y > 0));
  return (
    <ChartPanel
      id={id}
      title={title}
      description="Weeks from Monday (UTC). The first and the last may not be whole."
      empty={counted.length === 0 ? EMPTY[id] : undefined}
      sheet={weeklySheet(series, weeks, days)}
      chart={
        <BarChart
          series={counted}
          stackedBars
          hideFilter
          height={220}
          xDomain={weeks}
          xTitle="Week from (UTC)"
          yTitle={what}
          yTickFormatter={(count) => (Number.isInteger(count) ? String(count) : '')}
          ariaLabel={title}
          ariaDescription="Its table has the same numbers."
        />
      }
    />
  );
}

const EMPTY: Record<string, string> = {
  outcomes: 'No drill ended in this range. Choose a longer one.',
  objectives: 'No drill of this range had objectives. Give a drill or a plan objectives to see whether they are met.',
};
