import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useAddress } from '../shown/useAddress.ts';

/** Why there is no server, and what to do. */
export function NothingShown({ isEmpty }: { isEmpty: boolean }) {
  const [, change] = useAddress();
  if (isEmpty) {
    return (
      <Box textAlign="center" padding="l">
        <b>No servers</b>
        <Box variant="p" color="inherit">
          DRS lists no source servers in the Regions of this deployment. A server that DRS begins to replicate is here
          within an hour.
        </Box>
      </Box>
    );
  }
  return (
    <Box textAlign="center" padding="l">
      <Box variant="p">No server matches these filters.</Box>
      <Button onClick={() => change({ show: null, text: null, region: null })}>Show all servers</Button>
    </Box>
  );
}
