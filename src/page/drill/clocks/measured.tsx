import Box from '@cloudscape-design/components/box';
import type { Measure } from '../../api/client.ts';
import { boundsText } from '../../words/durations.ts';
import { BoundsBar } from './boundsBar.tsx';
import { MeasureSources } from './measureSources.tsx';
import { ObjectiveStatus } from './objectiveStatus.tsx';
import { verdictOf } from './verdictOf.ts';

interface MeasuredProps {
  /** As in `Recovery time of demo-001`. */
  what: string;
  measure: Measure;
  objectiveSeconds: number | null;
  scaleSeconds: number;
}

/** A measure with both bounds, its objective, and on demand where each end comes from. */
export function Measured({ what, measure, objectiveSeconds, scaleSeconds }: MeasuredProps) {
  const { seconds, atLeastSeconds, reason } = measure;
  return (
    <>
      {seconds !== null && <BoundsBar {...{ atLeastSeconds, seconds, objectiveSeconds, scaleSeconds }} />}
      <MeasureSources {...{ what, measure }}>{boundsText(atLeastSeconds, seconds)}</MeasureSources>{' '}
      <ObjectiveStatus verdict={verdictOf(measure, objectiveSeconds)} />
      {seconds === null && reason !== null && <Box color="text-body-secondary">{reason}</Box>}
    </>
  );
}
