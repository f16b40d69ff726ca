import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { Report } from '../../api/client.ts';
import { InnerLink } from '../../shown/innerLink.tsx';
import { TimeText } from '../../shown/timeText.tsx';

/** What went otherwise than planned, in the words of AWS where there are any. */
export function DeviationList({ deviations }: Pick<Report, 'deviations'>) {
  if (deviations.length === 0)
    return <StatusIndicator type="success">Nothing went otherwise than planned.</StatusIndicator>;
  return (
    <ExpandableSection
      headerText="Otherwise than planned"
      headerCounter={`(${deviations.length})`}
      defaultExpanded={deviations.length <= FEW}
    >
      <Table
        variant="embedded"
        contentDensity="compact"
        wrapLines
        items={deviations}
        ariaLabels={{ tableLabel: 'Otherwise than planned' }}
        columnDefinitions={[
          { id: 'at', header: 'When', width: 220, cell: ({ at }) => <TimeText at={at} /> },
          { id: 'kind', header: 'What', width: 130, cell: ({ kind }) => kind },
          {
            id: 'server',
            header: 'Server',
            width: 210,
            cell: ({ sourceServerId }) => <OfServer id={sourceServerId} />,
          },
          { id: 'said', header: 'How', minWidth: 260, isRowHeader: true, cell: (one) => <Said {...one} /> },
        ]}
      />
    </ExpandableSection>
  );
}

const FEW = 10;

function OfServer({ id }: { id: string | null }) {
  return id === null ? <>–</> : <InnerLink href={`/servers/${id}`}>{id}</InnerLink>;
}

function Said({ what, inTheirWords }: Report['deviations'][number]) {
  return (
    <>
      <bdi>{what}</bdi>
      {inTheirWords !== null && (
        <Box color="text-body-secondary">
          <bdi>“{inTheirWords}”</bdi>
        </Box>
      )}
    </>
  );
}
