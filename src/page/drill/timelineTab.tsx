import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ComponentProps } from 'react';
import { Later } from '../shown/later.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import { ClocksTable } from './clocks/clocksTable.tsx';
import { DrillClocks } from './clocks/drillClocks.tsx';

/** What a drill did when; its recovery time and recovery point, with both bounds, against the objectives. */
export default function TimelineTab({ drill, hostnames }: ComponentProps<typeof ClocksTable>) {
  return (
    <SpaceBetween size="l">
      <DrillClocks drill={drill} />
      <Timeline drill={drill} />
      <Later what="the clocks of the servers">
        <ClocksTable {...{ drill, hostnames }} />
      </Later>
    </SpaceBetween>
  );
}
