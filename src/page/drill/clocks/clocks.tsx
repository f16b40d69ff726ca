import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo } from 'react';
import type { Drill } from '../../api/client.ts';
import { hostnamesOf } from '../journal/hostnamesOf.ts';
import { useJournal } from '../journal/useJournal.ts';
import { ClocksTable } from './clocksTable.tsx';
import { DrillClocks } from './drillClocks.tsx';

/** Recovery time and recovery point, with both bounds, against the objectives. */
export function Clocks({ drill }: { drill: Drill }) {
  const { body } = useJournal(drill);
  const hostnames = useMemo(() => hostnamesOf(body?.entries ?? []), [body]);
  return (
    <SpaceBetween size="l">
      <DrillClocks drill={drill} />
      <ClocksTable {...{ drill, hostnames }} />
    </SpaceBetween>
  );
}
