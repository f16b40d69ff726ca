import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import type { DrillSummary } from '../api/client.ts';
import { ClippedText } from '../shown/clippedText.tsx';
import { DrillLink } from '../shown/links/drillLink.tsx';

/** The id of a drill, and why it runs. */
export function RunningHeading({ drill: { drillId, reason, quarantined, dryRun } }: { drill: DrillSummary }) {
  return (
    <>
      <DrillLink drillId={drillId} /> {quarantined !== null && <Badge color="red">quarantined</Badge>}
      {dryRun && <Badge color="blue">Dry run</Badge>}
      <Box fontWeight="normal">
        <ClippedText text={reason} />
      </Box>
    </>
  );
}
