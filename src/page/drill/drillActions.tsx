import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { CancelDrill } from '../actions/cancelDrill.tsx';
import type { Drill } from '../api/client.ts';
import { COMPARE_ID } from '../evidence/compareWith.tsx';
import { useFollow } from '../frame/follow.ts';
import { useNarrow } from '../shown/useNarrow.ts';
import { againAddress, asPlanAddress } from '../start/requestAddresses.ts';
import { showDetails } from './showDetails.ts';

interface DrillActionsProps {
  drillId: string;
  /** Undefined: not read yet. */
  drill: Drill | undefined;
}

/** What can be done with a drill as a whole: drill it again, keep it as a plan, compare it, and cancel it. */
export function DrillActions({ drillId, drill }: DrillActionsProps) {
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {drill !== undefined && <Next drill={drill} />}
      <CancelDrill drillId={drillId} />
    </SpaceBetween>
  );
}

/** Three buttons would be a column on a phone. */
function Next({ drill }: { drill: Drill }) {
  const isNarrow = useNarrow();
  const follow = useFollow();
  const steps = stepsOf(drill);
  const go: typeof follow = (event) => {
    follow(event);
    if (event.detail.href === compareAddress(drill)) showDetails(COMPARE_ID);
  };
  if (isNarrow && steps.length > 1)
    return (
      <ButtonDropdown items={steps} onItemFollow={go}>
        What next
      </ButtonDropdown>
    );
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {steps.map(({ id, text, href }) => (
        <Button key={id} href={href} onFollow={go}>
          {text}
        </Button>
      ))}
    </SpaceBetween>
  );
}

function stepsOf(drill: Drill) {
  const asPlan = { id: 'plan', text: 'Save as a plan', href: asPlanAddress(drill.drillId) };
  if (drill.phase !== 'ENDED') return [asPlan];
  return [
    { id: 'again', text: 'Drill this again', href: againAddress(drill.drillId) },
    asPlan,
    { id: 'compare', text: 'Compare', href: compareAddress(drill) },
  ];
}

function compareAddress({ drillId }: Drill): string {
  return `/drills/${drillId}/evidence`;
}
