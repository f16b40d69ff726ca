import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Drill } from '../api/client.ts';
import { useFollow } from '../frame/follow.ts';
import { againAddress, asPlanAddress } from '../start/requestAddresses.ts';

/** What can be done with the request of a drill: drill it again, or keep it as a plan. */
export function RequestActions({ drill: { drillId, phase } }: { drill: Drill }) {
  const follow = useFollow();
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {phase === 'ENDED' && (
        <Button href={againAddress(drillId)} onFollow={follow}>
          Drill this again
        </Button>
      )}
      <Button href={asPlanAddress(drillId)} onFollow={follow}>
        Save as a plan
      </Button>
    </SpaceBetween>
  );
}
