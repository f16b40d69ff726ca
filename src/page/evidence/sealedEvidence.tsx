import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { type EvidenceLinks, LinkEvidence } from '../actions/linkEvidence.tsx';
import type { Drill, SealedPart } from '../api/client.ts';
import { useNotes } from '../notes/useNotes.ts';
import { CopyButton } from '../shown/copyButton.tsx';
import { Facts } from '../shown/narrow/facts.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { EvidenceFiles } from './evidenceFiles.tsx';
import { unsealedNotes } from './unsealedNotes.ts';

/** The sealed parts of a drill, with links to their files on demand. */
export function SealedEvidence({ drill: { drillId, evidence, phase } }: { drill: Drill }) {
  const [links, setLinks] = useState<EvidenceLinks | null>(null);
  const parts = evidence ?? [];
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${parts.length})`}
          description="Signed bundles of the report, the journal, the record and the notes. What is sealed does not change; later notes come with a part of their own."
        >
          Sealed evidence
        </Header>
      }
    >
      <SpaceBetween size="l">
        {parts.length === 0 && <Box color="text-body-secondary">{nothingSealed(phase)}</Box>}
        <Unsealed {...{ drillId, parts }} />
        {parts.map((part) => (
          <Part key={part.part} {...{ drillId, part }} show={setLinks} />
        ))}
        {links !== null && <EvidenceFiles links={links} />}
      </SpaceBetween>
    </Container>
  );
}

function nothingSealed(phase: Drill['phase']): string {
  return phase === 'ENDED' ? 'Not sealed yet. It is, soon after the end.' : 'It is sealed once the drill has ended.';
}

/** Notes that the sealed parts do not have, which a reader of these must know. */
function Unsealed({ drillId, parts }: { drillId: string; parts: SealedPart[] }) {
  const { body } = useNotes(drillId);
  const count = unsealedNotes(body?.notes ?? [], parts);
  const until = body?.acceptedUntil ?? null;
  if (count === 0) return null;
  return (
    <Alert type="info" header={count === 1 ? '1 note is not sealed yet' : `${count} notes are not sealed yet`}>
      {until === null ? (
        'Later notes are sealed a week after the end of the drill.'
      ) : (
        <>
          Later notes are sealed with a part of their own after <TimeText at={until} />.
        </>
      )}
    </Alert>
  );
}

interface PartProps {
  drillId: string;
  part: SealedPart;
  show(links: EvidenceLinks): void;
}

function Part({ drillId, part: { part, sealedAt, envelopeHash }, show }: PartProps) {
  return (
    <Facts
      columns={4}
      minColumnWidth={220}
      items={[
        { label: `Part ${part}`, value: MEANINGS[part] },
        { label: 'Sealed', value: <TimeText at={sealedAt} /> },
        { label: 'SHA-256 of envelope.json', value: <Hash {...{ envelopeHash }} /> },
        { label: 'Files', value: <LinkEvidence {...{ drillId, part, show }} /> },
      ]}
    />
  );
}

function Hash({ envelopeHash }: { envelopeHash: string }) {
  return (
    <>
      <span className="hash">{envelopeHash}</span> <CopyButton text={envelopeHash} what="the hash" isIcon />
    </>
  );
}

const MEANINGS: Record<SealedPart['part'], string> = {
  FIRST: 'At the end, or when the drill was quarantined',
  RESOLVED: 'At the end of a drill that was quarantined',
  NOTES: 'A week after the end, with the notes since',
};
