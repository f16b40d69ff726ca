import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Drill } from '../api/client.ts';
import { DrillLink } from '../shown/links/drillLink.tsx';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { TroubleFacts } from './troubleFacts.tsx';

/** A drill whose record violates an invariant, so that it no longer advances. */
export function QuarantinedCard({ drill }: { drill: Drill }) {
  const { drillId, quarantined } = drill;
  return (
    <Container
      header={
        <Header variant="h2" description={<StatusIndicator type="error">quarantined</StatusIndicator>}>
          <DrillLink drillId={drillId} />
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Alert type="error" header="Its record violates an invariant, so it no longer advances">
          <PlainText text={quarantined} />
        </Alert>
        <TroubleFacts drill={drill} />
        <div>
          The guard still terminates its instances. Check in EC2 that they are terminated, keep{' '}
          <InnerLink href={`/drills/${drillId}/journal`}>the journal</InnerLink>, and report it.
        </div>
      </SpaceBetween>
    </Container>
  );
}
