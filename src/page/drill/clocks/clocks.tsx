import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ComponentProps } from 'react';
import { ClocksTable } from './clocksTable.tsx';
import { DrillClocks } from './drillClocks.tsx';

/** Recovery time and recovery point, with both bounds, against the objectives. */
export function Clocks({ drill, hostnames }: ComponentProps<typeof ClocksTable>) {
  return (
    <SpaceBetween size="l">
      <DrillClocks drill={drill} />
      <ClocksTable {...{ drill, hostnames }} />
    </SpaceBetween>
  );
}
