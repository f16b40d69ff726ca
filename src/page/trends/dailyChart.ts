import type { Statistic } from '../api/client.ts';
import { CHART } from '../shown/chartColours.ts';
import { durationText } from '../words/durations.ts';
import type { TimeUnit } from '../words/timeUnit.ts';
import type { MeasuredSeries } from './measures.ts';
import type { DayRange } from './trendsRange.ts';

/** What is drawn of measured days. */
export interface DailyChartProps {
  title: string;
  series: MeasuredSeries[];
  /** The measured days, oldest first. */
  days: Statistic[];
  range: DayRange;
  unit: TimeUnit;
  /** The end of the axis, in its unit. */
  largest: number;
  limit?: { title: string; seconds: number };
}

/** What the bars and the lines of measured days have in common. */
export function dailyFrame({ title, unit, largest }: DailyChartProps) {
  return {
    hideFilter: true,
    height: 220,
    yDomain: [0, largest],
    xTitle: 'Day on which the drills ended (UTC)',
    yTitle: unit.title,
    ariaLabel: title,
    ariaDescription: 'Its table has the same numbers.',
  };
}

/** How values of an axis are said. */
export function saidIn({ seconds }: TimeUnit): (value: number) => string {
  return (value) => durationText(value * seconds);
}

/** The line of the limit, if there is one. */
export function limitLine({ limit, unit }: DailyChartProps) {
  if (limit === undefined) return [];
  const y = limit.seconds / unit.seconds;
  return [{ type: 'threshold' as const, title: limit.title, y, valueFormatter: saidIn(unit), color: CHART.GREY }];
}
