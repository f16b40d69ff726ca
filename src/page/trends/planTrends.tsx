import BarChart from '@cloudscape-design/components/bar-chart';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import type { Statistic } from '../api/client.ts';
import { PolledView } from '../shown/polledView.tsx';
import { ChartPanel } from './chartPanel.tsx';
import { planSheet } from './measures.ts';
import { type PlanMeasure, planBars, shownPlans } from './planBars.ts';
import { useStatistics } from './useStatistics.ts';
import { type CountedWorld, ofWorld } from './worlds.ts';

/** Recovery time and point of each recovery plan. The API counts plans over all time, not by day. */
export function PlanTrends({ world }: { world: CountedWorld | undefined }) {
  const plans = useStatistics('recoveryPlan');
  return (
    <PolledView what="the recovery plans" of={plans}>
      {(all) => (
        <ColumnLayout columns={2}>
          <PlanPanel plans={ofWorld(all, world)} measure="TIME" />
          <PlanPanel plans={ofWorld(all, world)} measure="POINT" />
        </ColumnLayout>
      )}
    </PolledView>
  );
}

function PlanPanel({ plans, measure }: { plans: Statistic[]; measure: PlanMeasure }) {
  const shown = shownPlans(plans, measure);
  const { unit, series, details, largest } = planBars(shown, measure);
  const title = measure === 'TIME' ? 'Recovery time by plan' : 'Recovery point by plan';
  const which = shown.length < plans.length ? `The ${shown.length} with the longest of ${plans.length}. ` : '';
  const bars = measure === 'TIME' ? 'Bars are upper bounds; their details and the table have both.' : '';
  return (
    <ChartPanel
      id={measure === 'TIME' ? 'plan-time' : 'plan-point'}
      title={title}
      description={`${which}All drills of a plan since the first, whatever the range above. ${bars}`}
      empty={shown.length === 0 ? 'No drill of a recovery plan has measured it yet.' : undefined}
      sheet={planSheet(plans)}
      chart={
        <BarChart
          series={series}
          horizontalBars
          hideFilter
          height={Math.max(160, 60 * shown.length)}
          xDomain={shown.map(({ key }) => key)}
          yDomain={[0, largest]}
          xTickFormatter={shortName}
          xTitle="Recovery plan"
          yTitle={unit.title}
          detailPopoverSeriesContent={({ series: { title: percentile }, x }) => ({
            key: percentile,
            value: details(x, percentile),
          })}
          ariaLabel={title}
          ariaDescription="Its table has the same numbers."
        />
      }
    />
  );
}

function shortName(name: string): string {
  return name.length > NAME_CHARACTERS_MAX ? `${name.slice(0, NAME_CHARACTERS_MAX - 1)}…` : name;
}

const NAME_CHARACTERS_MAX = 22;
