import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLocation, useSearch } from 'wouter';
import { useFollow } from '../frame/follow.ts';
import { Frame } from '../frame/frame.tsx';
import { isLeft } from '../frame/isLeft.ts';
import { LeverNotice } from '../lever/leverNotice.tsx';
import { DrillPanel } from './drillPanel.tsx';
import { type DrillsFilter, filterOf, membersOf } from './drillsFilter.ts';
import { DrillsTable } from './drillsTable.tsx';
import { RunningDrills } from './runningDrills.tsx';

/** What runs now, and all drills. The filter and the chosen drill are in the address. */
export default function DrillsView() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const follow = useFollow();
  const filter = filterOf(search);
  const chosenId = new URLSearchParams(search).get('drill');
  const show = (shown: DrillsFilter, drillId: string | null) =>
    navigate(`/drills?${new URLSearchParams({ ...membersOf(shown), ...(drillId && { drill: drillId }) })}`);
  const choose = (drillId: string) => {
    if (!isLeft('/drills')) show(filter, drillId);
  };
  return (
    <Frame
      title="Drills"
      actions={
        <Button variant="primary" href="/start" onFollow={follow}>
          Start a drill
        </Button>
      }
      splitPanel={chosenId === null ? undefined : <DrillPanel drillId={chosenId} />}
      closeSplitPanel={() => show(filter, null)}
    >
      <SpaceBetween size="l">
        <LeverNotice />
        <RunningDrills {...{ chosenId, choose }} />
        <DrillsTable {...{ filter, chosenId, choose }} chooseFilter={(chosen) => show(chosen, chosenId)} />
      </SpaceBetween>
    </Frame>
  );
}
