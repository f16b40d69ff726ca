import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { JournalRead } from './joinedJournal.ts';

/** Whether the journal is as it was written, by the hashes that chain its entries. */
export function ChainVerdict({ read, readAll }: { read: JournalRead; readAll(): void }) {
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Verdict {...read} />
      <Button variant="inline-link" onClick={readAll}>
        Check again
      </Button>
    </SpaceBetween>
  );
}

function Verdict({ isIntact, contradiction, chainedFromSeq }: JournalRead) {
  if (!isIntact)
    return (
      <StatusIndicator type="error">
        Changed since it was written. {contradiction ?? 'A hash does not match.'}
      </StatusIndicator>
    );
  if (chainedFromSeq === null)
    return <StatusIndicator type="info">Not known whether unchanged: no hash covers these entries</StatusIndicator>;
  const since = chainedFromSeq > 1 ? ` (hashes reach back to entry ${chainedFromSeq})` : '';
  return <StatusIndicator type="success">Intact: every entry has the hash of the one before{since}</StatusIndicator>;
}
