import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import { ClippedText } from '../../shown/clippedText.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { type CheckedServer, lagText } from '../checkedServers.ts';
import { FoundText } from './foundText.tsx';

/** What the dry run says of each server. */
export function checkedColumns(
  hostnames: Map<string, string | null>,
  waive: (check: string, sourceServerId: string) => void,
): TableProps.ColumnDefinition<CheckedServer>[] {
  return [
    {
      ...{ id: 'server', header: 'Server', isRowHeader: true, minWidth: 170 },
      cell: ({ sourceServerId }) => (
        <>
          <ClippedText text={hostnames.get(sourceServerId) ?? 'no host name'} />
          <Box variant="small" display="block">
            {sourceServerId}
          </Box>
        </>
      ),
    },
    { id: 'wave', header: 'Wave', cell: ({ wave }) => wave, width: 100 },
    {
      ...{ id: 'lag', header: 'Replication lag', width: 180 },
      cell: lagText,
    },
    {
      ...{ id: 'found', header: 'Result', minWidth: 170 },
      cell: (server) => <Result server={server} waive={(check) => waive(check, server.sourceServerId)} />,
    },
  ];
}

function Result({ server, waive }: { server: CheckedServer; waive(check: string): void }) {
  const { type, text } = RESULTS[server.result];
  return (
    <SpaceBetween size="xs">
      <StatusIndicator type={type}>{text}</StatusIndicator>
      {[...server.failed, ...server.warnings].map((found) => (
        <FoundText key={`${found.check} ${found.message}`} found={found} waive={() => waive(found.check)} />
      ))}
      {server.waived.map(({ check, reason }) => (
        <Box key={check} variant="small">
          {check} is waived: <PlainText text={reason} />
        </Box>
      ))}
    </SpaceBetween>
  );
}

const RESULTS: Record<CheckedServer['result'], { type: StatusIndicatorProps.Type; text: string }> = {
  FAILED: { type: 'error', text: 'would be refused' },
  WARNED: { type: 'warning', text: 'passed with a warning' },
  PASSED: { type: 'success', text: 'passed' },
  CHECKING: { type: 'in-progress', text: 'being checked' },
  NOT_CHECKED: { type: 'pending', text: 'no failure is known' },
};
