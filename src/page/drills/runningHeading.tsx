import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import type { DrillSummary } from '../api/client.ts';
import { ClippedText } from '../shown/clippedText.tsx';
import { InnerLink } from '../shown/innerLink.tsx';

/** The id of a drill, and why it runs. */
export function RunningHeading({ drill: { drillId, reason, quarantined } }: { drill: DrillSummary }) {
  return (
    <>
      <InnerLink href={`/drills/${drillId}`}>{drillId}</InnerLink>{' '}
      {quarantined !== null && <Badge color="red">quarantined</Badge>}
      <Box fontWeight="normal">
        <ClippedText text={reason} />
      </Box>
    </>
  );
}
