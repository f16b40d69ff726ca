import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { Frame } from '../frame/frame.tsx';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { LeakCard } from './leakCard.tsx';
import { QuarantinedCard } from './quarantinedCard.tsx';
import { Runbook } from './runbook.tsx';
import { type Found, useTroubled } from './useTroubled.ts';
import { WaitingDrills } from './waitingDrills.tsx';

/** What drills have left in AWS, why, and what to do. */
export default function LeaksView() {
  const found = useTroubled();
  return (
    <Frame title="Leaks" description={DESCRIPTION}>
      <PolledView what="the open drills" of={found}>
        {(body) => <Content found={body} />}
      </PolledView>
    </Frame>
  );
}

const DESCRIPTION =
  'A drill leaks when something that it launched cannot be proved gone two hours after its cleanup began. It stays open until everything is proved gone, or a person acknowledges the leak.';

function Content({ found }: { found: Found }) {
  const { leaked, quarantined, waiting, unseen } = found;
  const isQuiet = leaked.length + quarantined.length + waiting.length + unseen === 0;
  return (
    <SpaceBetween size="l">
      {unseen > 0 && (
        <Alert type="warning">
          {unseen} more drills are cleaning up or quarantined than this view reads.{' '}
          <InnerLink href="/drills?phase=TERMINATING">All that are cleaning up</InnerLink>
        </Alert>
      )}
      {isQuiet && <Quiet />}
      {leaked.map((drill) => (
        <LeakCard key={drill.drillId} drill={drill} />
      ))}
      {quarantined.map((drill) => (
        <QuarantinedCard key={drill.drillId} drill={drill} />
      ))}
      {waiting.length > 0 && <WaitingDrills drills={waiting} />}
      <Runbook />
    </SpaceBetween>
  );
}

function Quiet() {
  return (
    <Box textAlign="center" padding={{ vertical: 'xl' }}>
      <StatusIndicator type="success">Nothing leaks.</StatusIndicator>
      <Box>No open drill is quarantined either, or waits with instances up beyond its hold.</Box>
      <Box color="text-body-secondary">
        A leak that somebody has acknowledged has ended: its drill, and the reason, are in the list of{' '}
        <InnerLink href="/drills">drills</InnerLink>.
      </Box>
    </Box>
  );
}
