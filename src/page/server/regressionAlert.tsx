import Alert from '@cloudscape-design/components/alert';
import type { Regression } from '../api/client.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { regressionSentences } from './regressionSentences.ts';

/** That the newest recovery time is outside its own history, and which stage got slower. */
export function RegressionAlert({ regression }: { regression: Regression }) {
  return (
    <Alert type="warning" header="Regression: it recovers slower than before">
      {regressionSentences(regression).join(' ')}{' '}
      <InnerLink href={`/drills/${regression.drillId}`}>The drill</InnerLink> ended <TimeText at={regression.at} />.
    </Alert>
  );
}
