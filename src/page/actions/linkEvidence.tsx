import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { answerOf } from '../api/answers.ts';
import { type BundlePart, linkEvidence, type SealReceipt } from '../api/client.ts';
import { ConfirmModal } from '../confirm/confirmModal.tsx';

/** Links to the files of a sealed part. */
export interface EvidenceLinks {
  part: BundlePart;
  files: { name: string; url: string }[];
  expiresAt: string;
  receipt: SealReceipt;
}

interface LinkEvidenceProps {
  drillId: string;
  part: BundlePart;
  show(links: EvidenceLinks): void;
}

/** Asks for links to the files of a sealed part, which open it to anybody for some time. */
export function LinkEvidence({ drillId, part, show }: LinkEvidenceProps) {
  const [isOpen, setOpen] = useState(false);
  const act = async () => show((await answerOf(linkEvidence({ drillId, part }))).body);
  return (
    <>
      <Button variant="inline-link" ariaLabel={`Links to the files of part ${part}`} onClick={() => setOpen(true)}>
        Links to the files
      </Button>
      {isOpen && <ConfirmModal title="Make the links" effects={EFFECTS} act={act} close={() => setOpen(false)} />}
    </>
  );
}

const EFFECTS = [
  'The links work for 15 minutes, for anybody who has them. They cannot be called back.',
  'The files have the names of people and of hosts.',
  'The log of the deployment says that you asked for them.',
];
