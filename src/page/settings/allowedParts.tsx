import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Settings } from '../api/client.ts';
import { Facts } from '../shown/narrow/facts.tsx';
import { networksSaid } from './limits.ts';
import { Names } from './names.tsx';

/** Where drills may launch, what checks may do, and whose events may request drills. */
export function AllowedParts({ settings }: { settings: Settings }) {
  const { drillSubnets, drillSecurityGroups, eventRequests, allowedAccounts } = settings;
  return (
    <ColumnLayout columns={2}>
      <Container fitHeight header={<Header variant="h2">Where drills may launch</Header>}>
        <SpaceBetween size="m">
          <Box>{networksSaid(settings)}</Box>
          <Facts
            items={[
              { label: 'Subnets (drillSubnets)', value: <Names of={drillSubnets} none="none" /> },
              {
                label: 'Security groups (drillSecurityGroups)',
                value: <Names of={drillSecurityGroups} none="none named" />,
              },
            ]}
          />
        </SpaceBetween>
      </Container>
      <Checks settings={settings} />
      <Container fitHeight header={<Header variant="h2">Drills by event</Header>}>
        <Facts
          items={[
            {
              label: 'Sources whose events may request drills (eventRequests)',
              value: <Names of={eventRequests} none="none: no drill starts by event" />,
            },
            { label: 'Other accounts (allowedAccounts)', value: <Names of={allowedAccounts} none="none" /> },
          ]}
        />
      </Container>
    </ColumnLayout>
  );
}

function Checks({ settings }: { settings: Settings }) {
  const { checkDocuments, checkFunctions, isolationHosts, probe } = settings;
  return (
    <Container
      fitHeight
      header={
        <Header
          variant="h2"
          description="A request with a check that names anything else is refused (invalid-request)."
        >
          What checks may do
        </Header>
      }
    >
      <Facts
        items={[
          { label: 'Commands (checkDocuments)', value: <Names of={checkDocuments} none="none" /> },
          { label: 'Functions (checkFunctions)', value: <Names of={checkFunctions} none="none" /> },
          { label: 'Hosts of isolation checks (isolationHosts)', value: <Names of={isolationHosts} none="none" /> },
          {
            label: 'Connections come from (probeSubnets)',
            value: <Names of={probe?.subnetIds ?? []} none="nowhere: no check can connect" />,
          },
        ]}
      />
    </Container>
  );
}
