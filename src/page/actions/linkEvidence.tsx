import { answerOf } from '../api/answers.ts';
import { type BundlePart, linkEvidence, type SealReceipt } from '../api/client.ts';
import { ConfirmModal } from '../confirm/confirmModal.tsx';
import { ActionButton } from './actionButton.tsx';

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

/** Makes links to the files of a sealed part, which open it to anybody for some time. */
export function LinkEvidence({ drillId, part, show }: LinkEvidenceProps) {
  const act = async () => show((await answerOf(linkEvidence({ drillId, part }))).body);
  return (
    <ActionButton text="Links to the files" variant="inline-link" ariaLabel={`Links to the files of part ${part}`}>
      {(close) => <ConfirmModal title="Make the links" effects={EFFECTS} {...{ act, close }} />}
    </ActionButton>
  );
}

const EFFECTS = [
  'The links work for 15 minutes on the clock of the API, for anybody who has them. They cannot be revoked.',
  'The files name people and hosts.',
  'The log of the deployment keeps who made them, and when.',
];
