import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo } from 'react';
import { useNow } from '../api/clock.ts';
import { Frame } from '../frame/frame.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { useAddress } from '../shown/useAddress.ts';
import { PlanTrends } from './planTrends.tsx';
import { RangePicker } from './rangePicker.tsx';
import { RangeTrends } from './rangeTrends.tsx';
import { Regressions } from './regressions.tsx';
import { dayText, rangeOf, readRange } from './trendsRange.ts';
import { useStatistics } from './useStatistics.ts';
import { WorldChoice } from './worldChoice.tsx';
import { ofWorld, shownWorld, worldsOf } from './worlds.ts';

/** How drills went over the weeks and months, and what got slower. */
export default function TrendsView() {
  const [address] = useAddress();
  const today = dayText(useNow());
  const choice = useMemo(() => readRange(address), [address]);
  const range = useMemo(() => rangeOf(choice, Date.parse(today)), [choice, today]);
  const days = useStatistics('day', range);
  const world = shownWorld(days.body ?? [], address.get('world'));
  return (
    <Frame title="Trends" description={`Drills that ended from ${range.from} to ${range.to} (UTC).`}>
      <SpaceBetween size="l">
        <Regressions />
        <RangePicker choice={choice} range={range} />
        <PolledView what="the statistics" of={days}>
          {(all) => (
            <SpaceBetween size="l">
              <WorldChoice worlds={worldsOf(all)} shown={world} />
              <RangeTrends days={ofWorld(all, world)} range={range} world={world} />
            </SpaceBetween>
          )}
        </PolledView>
        <PlanTrends world={world} />
      </SpaceBetween>
    </Frame>
  );
}
