import Box from '@cloudscape-design/components/box';
import { isOutage } from '../api/failure.ts';
import { ProblemAlert } from '../shown/problemAlert.tsx';

/** Stands where drills would, so that a list that cannot be read is not taken for an empty one. */
export function NotListed({ error }: { error: Error }) {
  if (!isOutage(error)) return <ProblemAlert error={error} what="Cannot read the list of drills" />;
  return (
    <Box textAlign="center" padding="l">
      Cannot read the list of drills. The message on top says why. It is read again by itself.
    </Box>
  );
}
