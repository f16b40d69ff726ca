import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { answerOf } from '../api/answers.ts';
import { listDrills } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { OutcomeStatus, PhaseStatus } from '../shown/statuses.tsx';

/** The newest drills that a schedule has requested, the newest first. */
export function RunResults({ name, count = 3 }: { name: string; count?: number }) {
  const requestedBy = `schedule/${name}`;
  const { body, error } = usePolled(
    ['drills', 'of', requestedBy, count],
    () => answerOf(listDrills({ requestedBy, limit: count })),
    20,
  );
  if (body === undefined) return <>{error === null ? 'not read yet' : 'cannot be read'}</>;
  if (body.drills.length === 0) return <Box color="text-body-secondary">no drill yet</Box>;
  return (
    <SpaceBetween size="xxs">
      {body.drills.map(({ drillId, phase, outcome, requestedAt }) => (
        <InnerLink key={drillId} href={`/drills/${drillId}`}>
          {phase === 'ENDED' ? <OutcomeStatus outcome={outcome} /> : <PhaseStatus phase={phase} />}{' '}
          {requestedAt.slice(5, 10)}
        </InnerLink>
      ))}
    </SpaceBetween>
  );
}
