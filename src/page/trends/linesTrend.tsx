import LineChart from '@cloudscape-design/components/line-chart';
import type { Statistic } from '../api/client.ts';
import { durationText } from '../shown/durations.ts';
import { timeUnitOf } from '../shown/timeUnit.ts';
import { ChartPanel } from './chartPanel.tsx';
import { dailyLines, dailySheet, type MeasuredSeries, valuesOf } from './measures.ts';
import { type DayRange, dayText } from './trendsRange.ts';

interface LinesTrendProps {
  id: string;
  title: string;
  description: string;
  series: MeasuredSeries[];
  days: Statistic[];
  range: DayRange;
  /** What it should stay below. */
  limit?: { title: string; seconds: number };
}

/** Measures as lines, with a point for each day on which they were measured. */
export function LinesTrend({ id, title, description, series, days, range, limit }: LinesTrendProps) {
  const values = [...valuesOf(series, days), limit?.seconds ?? 0];
  const unit = timeUnitOf(values);
  const largest = Math.max(1, ...values.filter((value) => value !== null));
  const lines = dailyLines(series, days, unit);
  const valueFormatter = (value: number) => durationText(value * unit.seconds);
  const threshold = limit === undefined ? [] : [{ ...limit, y: limit.seconds / unit.seconds }];
  return (
    <ChartPanel
      id={id}
      title={title}
      description={description}
      empty={lines.length === 0 ? 'Nothing was measured in this range. Choose a longer one.' : undefined}
      sheet={dailySheet(series, days)}
      chart={
        <LineChart
          series={[
            ...lines,
            ...threshold.map(({ title, y }) => ({
              type: 'threshold' as const,
              title,
              y,
              valueFormatter,
              color: '#7d8998',
            })),
          ]}
          hideFilter
          height={220}
          xScaleType="time"
          xDomain={[new Date(range.from), new Date(range.to)]}
          yDomain={[0, (1.1 * largest) / unit.seconds]}
          xTickFormatter={(at) => dayText(at.getTime())}
          xTitle="Day on which the drills ended (UTC)"
          yTitle={unit.title}
          ariaLabel={title}
          ariaDescription="Its table has the same numbers."
        />
      }
    />
  );
}
