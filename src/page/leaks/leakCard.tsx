import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { AcknowledgeLeak } from '../actions/acknowledgeLeak.tsx';
import type { Drill } from '../api/client.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { ServerLink } from '../shown/links/serverLink.tsx';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { CleanupStatus } from '../shown/statuses.tsx';
import { keptBy, type LeftStanding, remedyOf } from './leftovers.ts';
import { TroubleFacts } from './troubleFacts.tsx';

/** A drill that leaks: what is left, why, and what to do. */
export function LeakCard({ drill }: { drill: Drill }) {
  const { drillId, leftStanding, terminationRefused, cleanup } = drill;
  const columns = useStacked('By source server', COLUMNS);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={<AcknowledgeLeak drillId={drillId} />}
          description={<CleanupStatus cleanup={cleanup} />}
        >
          <InnerLink href={`/drills/${drillId}/cleanup`}>{drillId}</InnerLink>
        </Header>
      }
    >
      <SpaceBetween size="m">
        {terminationRefused !== null && (
          <Alert type="error" header="DRS refuses to terminate">
            <PlainText text={terminationRefused} />
          </Alert>
        )}
        <Table
          variant="embedded"
          header={<Header variant="h3">What is left</Header>}
          items={leftStanding}
          columnDefinitions={columns}
          trackBy={({ sourceServerId, what }) => `${sourceServerId} ${what}`}
          wrapLines
          empty={<Box textAlign="center">The drill has not reported yet what is left. Look at its servers.</Box>}
        />
        <TroubleFacts drill={drill} />
      </SpaceBetween>
    </Container>
  );
}

const COLUMNS: TableProps.ColumnDefinition<LeftStanding>[] = [
  {
    id: 'server',
    header: 'Source server',
    cell: ({ sourceServerId }) => <ServerLink sourceServerId={sourceServerId} />,
    isRowHeader: true,
    minWidth: 190,
  },
  { id: 'what', header: 'What is left', cell: ({ what }) => <PlainText text={what} />, minWidth: 220 },
  { id: 'why', header: 'What keeps it from going', cell: (left) => <PlainText text={keptBy(left)} />, minWidth: 240 },
  { id: 'remedy', header: 'What to do', cell: remedyOf, minWidth: 240 },
];
