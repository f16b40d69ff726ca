import SpaceBetween from '@cloudscape-design/components/space-between';
import { answerOf } from '../api/answers.ts';
import { listLeverMoves } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { Frame } from '../frame/frame.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { LeverCards } from './leverCards.tsx';
import { LeverHistory } from './leverHistory.tsx';
import { ReleasedJobs } from './releasedJobs.tsx';
import { useLevers } from './useLevers.ts';

/** The safety lever of all Regions and of each, and everything that was done with it. */
export default function LeverView() {
  const levers = useLevers();
  const newest = usePolled(['lever', 'newest'], () => answerOf(listLeverMoves({ limit: 100 })), 10);
  return (
    <Frame title="Lever" description={DESCRIPTION}>
      <PolledView what="the lever" of={levers}>
        {({ levers: all }) => (
          <SpaceBetween size="l">
            <LeverCards read={levers} levers={all} moves={newest.body?.moves ?? []} />
            <ReleasedJobs levers={all} />
            <LeverHistory />
          </SpaceBetween>
        )}
      </PolledView>
    </Frame>
  );
}

const DESCRIPTION =
  'Stops launches, or everything, in one Region or in all. The strictest lever counts. A real recovery moves the lever of its Region to NO_LAUNCHES, and a person opens it again.';
