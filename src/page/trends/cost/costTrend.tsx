import BarChart from '@cloudscape-design/components/bar-chart';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import type { DrillSummary } from '../../api/client.ts';
import { Loading } from '../../shown/loading.tsx';
import { PolledView } from '../../shown/polledView.tsx';
import { monthsIn } from '../buckets.ts';
import { ChartPanel } from '../chartPanel.tsx';
import type { DayRange } from '../trendsRange.ts';
import type { CountedWorld } from '../worlds.ts';
import { costlyDrills, costsSheet, type DrillCost, monthlyCosts, notPricedOf } from './costs.ts';
import { useCosts, useDrillsOf } from './useCosts.ts';

interface CostTrendProps {
  range: DayRange;
  world: CountedWorld | undefined;
}

/** What drills cost by month. The statistics have no cost, so each drill is read, and many only on demand. */
export function CostTrend({ range, world }: CostTrendProps) {
  const drills = useDrillsOf(range);
  const [wanted, setWanted] = useState(false);
  if (drills.body === undefined) {
    return (
      <CostPanel
        range={range}
        empty={
          <PolledView what="the drills" of={drills}>
            {() => null}
          </PolledView>
        }
      />
    );
  }
  const costly = costlyDrills(drills.body, range, world);
  if (costly.length === 0) return <CostPanel range={range} empty="No drill of this range launched anything." />;
  if (costly.length > DRILLS_MAX) {
    const text = `This range has ${costly.length.toLocaleString('en')} drills. Choose one with at most ${DRILLS_MAX}: each of them has to be read for its cost.`;
    return <CostPanel range={range} empty={text} />;
  }
  if (!wanted && costly.length > DRILLS_AT_ONCE_MAX) {
    return <CostPanel range={range} empty={<Offer drills={costly.length} accept={() => setWanted(true)} />} />;
  }
  return <Added drills={costly} range={range} />;
}

/** So many are read without a question. */
const DRILLS_AT_ONCE_MAX = 40;
const DRILLS_MAX = 2000;

function Offer({ drills, accept }: { drills: number; accept(): void }) {
  return (
    <SpaceBetween size="s">
      <span>The cost of a drill is in its record. Adding up {drills} drills takes as many reads.</span>
      <Button onClick={accept}>Add up the cost of {drills} drills</Button>
    </SpaceBetween>
  );
}

function Added({ drills, range }: { drills: DrillSummary[]; range: DayRange }) {
  const costs = useCosts(drills);
  if (costs.body !== undefined) return <CostPanel range={range} costs={costs.body} />;
  const what = `the cost of ${drills.length} drills, ${costs.readSoFar} so far`;
  return (
    <CostPanel
      range={range}
      empty={
        costs.error === null ? (
          <Loading what={what} />
        ) : (
          <PolledView what={what} of={costs}>
            {() => null}
          </PolledView>
        )
      }
    />
  );
}

interface CostPanelProps {
  range: DayRange;
  costs?: DrillCost[];
  empty?: ReactNode;
}

function CostPanel({ range, costs = [], empty }: CostPanelProps) {
  const months = monthsIn(range);
  const bars = monthlyCosts(months, costs);
  const missing = costs.length > 0 && bars.length === 0 ? 'No prices were read for these drills.' : undefined;
  return (
    <ChartPanel
      id="cost"
      title="Cost by month"
      description="The sum of the costs of the drills that ended in the month (UTC), by AWS's list prices."
      empty={empty ?? missing}
      sheet={costsSheet(months, costs)}
      chart={
        <>
          <BarChart
            series={bars}
            hideFilter
            height={200}
            xDomain={months}
            xTitle="Month (UTC)"
            yTitle="Cost"
            ariaLabel="Cost by month"
            ariaDescription="Its table has the same numbers."
          />
          <Box fontSize="body-s" color="text-body-secondary">
            Not included: {notPricedOf(costs).join(' ')}
          </Box>
        </>
      }
    />
  );
}
