import BarChart from '@cloudscape-design/components/bar-chart';
import type { Statistic } from '../api/client.ts';
import { monthsIn } from './buckets.ts';
import { ChartPanel } from './chartPanel.tsx';
import { hoursSheet, monthlyHours } from './hours.ts';
import type { DayRange } from './trendsRange.ts';

/** How long drill instances were up, by month. */
export function HoursTrend({ days, range }: { days: Statistic[]; range: DayRange }) {
  const months = monthsIn(range);
  const bars = monthlyHours(months, days);
  const isEmpty = bars.every(({ data }) => data.every(({ y }) => y === 0));
  return (
    <ChartPanel
      id="hours"
      title="Instance hours by month"
      description="Of the drills that ended in the month (UTC). At least: until DRS accepted the termination. At most: until the instance was proved gone."
      empty={isEmpty ? 'No drill of this range had instances.' : undefined}
      sheet={hoursSheet(months, days)}
      chart={
        <BarChart
          series={bars}
          hideFilter
          height={220}
          xDomain={months}
          xTitle="Month (UTC)"
          yTitle="Instance hours"
          ariaLabel="Instance hours by month"
          ariaDescription="Its table has the same numbers."
        />
      }
    />
  );
}
