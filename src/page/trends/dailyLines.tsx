import LineChart from '@cloudscape-design/components/line-chart';
import { type DailyChartProps, dailyFrame, limitLine, saidIn } from './dailyChart.ts';
import { dailyPoints } from './measures.ts';
import { dayText } from './trendsRange.ts';

/** Lines through many measured days. */
export function DailyLines(props: DailyChartProps) {
  const { series, days, range, unit } = props;
  const lines = series.map((one) => ({
    ...{ title: one.title, color: one.color, type: 'line' as const, valueFormatter: saidIn(unit) },
    data: dailyPoints(one, days, unit).map(({ x, y }) => ({ x: new Date(x), y })),
  }));
  return (
    <LineChart
      {...dailyFrame(props)}
      series={[...lines.filter(({ data }) => data.length > 0), ...limitLine(props)]}
      xScaleType="time"
      xDomain={[new Date(range.from), new Date(range.to)]}
      xTickFormatter={(at) => dayText(at.getTime())}
    />
  );
}
