import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { DeletePlan } from '../actions/deletePlan.tsx';
import { SaveSchedule } from '../actions/saveSchedule.tsx';
import type { Plan } from '../api/client.ts';
import type { Polled } from '../api/usePolled.ts';
import { useFollow } from '../frame/follow.ts';
import { useSchedules } from './planReads.ts';

interface PlanActionsProps {
  name: string;
  newest: Polled<Plan>;
  isDeleted: boolean;
  /** The version that is shown; undefined: the newest. */
  wanted: number | undefined;
}

/** What can be done with a plan. */
export function PlanActions({ name, newest, isDeleted, wanted }: PlanActionsProps) {
  const follow = useFollow();
  const schedules = useSchedules();
  const plan = isDeleted ? undefined : newest.body;
  const path = encodeURIComponent(name);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {plan !== undefined && (
        <Button
          variant="primary"
          href={`/start?plan=${path}&version=${wanted ?? plan.version}`}
          onFollow={follow}
          ariaLabel={`Start a drill from version ${wanted ?? plan.version}`}
        >
          Start a drill
        </Button>
      )}
      {plan !== undefined && <SaveSchedule schedule={undefined} plan={{ name, version: wanted ?? plan.version }} />}
      {(plan !== undefined || isDeleted) && (
        <Button href={`/plans/${path}?edit`} onFollow={follow}>
          {isDeleted ? 'Save it again' : 'Edit'}
        </Button>
      )}
      {plan !== undefined && (
        <Button href={`/plans?new&copy=${path}`} onFollow={follow}>
          Copy
        </Button>
      )}
      {plan !== undefined && <DeletePlan plan={plan} read={newest} schedules={schedules.body?.items ?? []} />}
    </SpaceBetween>
  );
}
