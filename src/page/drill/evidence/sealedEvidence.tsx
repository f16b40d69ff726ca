import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useState } from 'react';
import { type EvidenceLinks, LinkEvidence } from '../../actions/linkEvidence.tsx';
import type { Drill, SealedPart } from '../../api/client.ts';
import { TimeText } from '../../shown/timeText.tsx';
import { EvidenceFiles } from './evidenceFiles.tsx';

/** The sealed parts of a drill, with links to their files on demand. */
export function SealedEvidence({ drill: { drillId, evidence, phase } }: { drill: Drill }) {
  const [links, setLinks] = useState<EvidenceLinks | null>(null);
  return (
    <SpaceBetween size="m">
      <Table
        items={evidence ?? []}
        trackBy="part"
        wrapLines
        ariaLabels={{ tableLabel: 'Sealed evidence' }}
        header={
          <Header
            variant="h2"
            counter={`(${evidence?.length ?? 0})`}
            description="Signed bundles of the report, the journal, the record and the notes. What is sealed does not change."
          >
            Sealed evidence
          </Header>
        }
        empty={
          <Box textAlign="center">
            {phase === 'ENDED'
              ? 'Not sealed yet. It is, soon after the end.'
              : 'It is sealed once the drill has ended.'}
          </Box>
        }
        columnDefinitions={columnsOf(drillId, setLinks)}
      />
      {links !== null && <EvidenceFiles links={links} />}
    </SpaceBetween>
  );
}

function columnsOf(drillId: string, show: (links: EvidenceLinks) => void): TableProps.ColumnDefinition<SealedPart>[] {
  return [
    { id: 'part', header: 'Part', isRowHeader: true, minWidth: 180, cell: ({ part }) => <Part part={part} /> },
    { id: 'at', header: 'Sealed', minWidth: 200, cell: ({ sealedAt }) => <TimeText at={sealedAt} /> },
    {
      id: 'hash',
      header: 'SHA-256 of envelope.json',
      minWidth: 260,
      cell: ({ envelopeHash }) => <Hash {...{ envelopeHash }} />,
    },
    { id: 'files', header: 'Files', minWidth: 170, cell: ({ part }) => <LinkEvidence {...{ drillId, part, show }} /> },
  ];
}

function Hash({ envelopeHash }: { envelopeHash: string }) {
  return (
    <Box variant="code">
      <span className="hash">{envelopeHash}</span>
      <CopyToClipboard
        variant="icon"
        textToCopy={envelopeHash}
        copyButtonAriaLabel="Copy the hash"
        copySuccessText="Copied"
        copyErrorText="The browser did not allow it"
      />
    </Box>
  );
}

function Part({ part }: { part: SealedPart['part'] }) {
  return (
    <>
      <strong>{part}</strong>
      <Box color="text-body-secondary">{MEANINGS[part]}</Box>
    </>
  );
}

const MEANINGS: Record<SealedPart['part'], string> = {
  FIRST: 'At the end, or when the drill was quarantined',
  RESOLVED: 'At the end of a drill that was quarantined',
  NOTES: 'A week after the end, with the notes since',
};
