import BarChart from '@cloudscape-design/components/bar-chart';
import { type DailyChartProps, dailyFrame, limitLine, saidIn } from './dailyChart.ts';
import { dailyPoints } from './measures.ts';

/** Bars for each of a few measured days. */
export function DailyBars(props: DailyChartProps) {
  const { series, days, unit } = props;
  const bars = series.map((one) => ({
    ...{ title: one.title, color: one.color, type: 'bar' as const, valueFormatter: saidIn(unit) },
    data: dailyPoints(one, days, unit),
  }));
  return (
    <BarChart
      {...dailyFrame(props)}
      series={[...bars.filter(({ data }) => data.length > 0), ...limitLine(props)]}
      xDomain={days.map(({ key }) => key)}
    />
  );
}
