import type { Statistic } from '../api/client.ts';
import { timeUnitOf } from '../words/timeUnit.ts';
import { ChartPanel } from './chartPanel.tsx';
import { DailyBars } from './dailyBars.tsx';
import { DailyLines } from './dailyLines.tsx';
import { dailySheet, type MeasuredSeries, measuredDays, valuesOf } from './measures.ts';
import type { DayRange } from './trendsRange.ts';

interface DailyTrendProps {
  id: string;
  title: string;
  description: string;
  series: MeasuredSeries[];
  days: Statistic[];
  range: DayRange;
  /** What it should stay below. */
  limit?: { title: string; seconds: number };
}

/** Measures of the days on which drills ended. Few days are bars, because a line through one point cannot be seen. */
export function DailyTrend({ id, title, description, series, days, range, limit }: DailyTrendProps) {
  const measured = measuredDays(series, days);
  const values = [...valuesOf(series, measured), limit?.seconds ?? 0];
  const unit = timeUnitOf(values);
  const largest = (1.1 * Math.max(1, ...values.filter((value) => value !== null))) / unit.seconds;
  const Chart = measured.length <= BARS_DAYS_MAX ? DailyBars : DailyLines;
  return (
    <ChartPanel
      id={id}
      title={title}
      description={description}
      empty={measured.length === 0 ? 'Nothing was measured in this range. Choose a longer one.' : undefined}
      sheet={dailySheet(series, days)}
      chart={<Chart {...{ title, series, days: measured, range, unit, largest, limit }} />}
    />
  );
}

const BARS_DAYS_MAX = 14;
