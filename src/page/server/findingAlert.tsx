import Alert from '@cloudscape-design/components/alert';
import type { Finding } from '../api/client.ts';
import { FINDING_TEXTS } from '../coverage/serverSentence.ts';
import { DrillLink } from '../shown/links/drillLink.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { TimeText } from '../shown/timeText.tsx';

/** The current failure of a server, in the words of who reported it. */
export function FindingAlert({ finding }: { finding: Finding }) {
  return (
    <Alert type="error" header={`It failed its newest conclusive drill: ${FINDING_TEXTS[finding.kind]}`}>
      <PlainText text={finding.error} />
      <div>
        Found <TimeText at={finding.foundAt} /> by <DrillLink drillId={finding.drillId} />. A newer drill that it passes
        closes the finding.
      </div>
    </Alert>
  );
}
