import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { JournalRead } from './joinedJournal.ts';

/** Whether the journal is as it was written, by the hashes that chain its entries. */
export function ChainVerdict({ read, readAll }: { read: JournalRead; readAll(): void }) {
  return (
    <>
      <Verdict {...read} />{' '}
      <Button variant="inline-link" onClick={readAll}>
        Check again
      </Button>
    </>
  );
}

function Verdict({ isIntact, contradiction, chainedFromSeq }: JournalRead) {
  if (!isIntact) {
    return (
      <>
        <StatusIndicator type="error">Changed since it was written</StatusIndicator>{' '}
        <bdi>{contradiction ?? 'A hash does not match.'}</bdi>
      </>
    );
  }
  if (chainedFromSeq === null)
    return (
      <>
        <StatusIndicator type="info">Not known whether it is unchanged</StatusIndicator> No hash covers these entries.
      </>
    );
  const since = chainedFromSeq > 1 ? `, back to entry ${chainedFromSeq}` : '';
  return (
    <>
      <StatusIndicator type="success">Intact</StatusIndicator> Every entry has the hash of the one before{since}.
    </>
  );
}
