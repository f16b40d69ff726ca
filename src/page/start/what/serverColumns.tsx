import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Server } from '../../api/client.ts';
import { FINDING_TEXTS } from '../../coverage/serverSentence.ts';
import { ClippedText } from '../../shown/clippedText.tsx';
import { ServerLink } from '../../shown/links/serverLink.tsx';
import { boundsText, durationText } from '../../words/durations.ts';

/** What is known of each server before it is chosen. */
export function serverColumns(waveOf: Map<string, number>): TableProps.ColumnDefinition<Server>[] {
  return [
    {
      ...{ id: 'server', header: 'Source server', isRowHeader: true, minWidth: 240 },
      cell: (server) => <Name {...server} />,
      sortingComparator: byName,
    },
    { id: 'wave', header: 'Wave', cell: ({ sourceServerId }) => waveOf.get(sourceServerId) ?? '–', minWidth: 70 },
    {
      ...{ id: 'proved', header: 'Last proved', minWidth: 140 },
      cell: (server) => <LastProved {...server} />,
      sortingComparator: byProof,
    },
    {
      ...{ id: 'finding', header: 'Finding', minWidth: 280 },
      cell: ({ finding }) => <Finding finding={finding} />,
    },
    {
      ...{ id: 'time', header: 'Recovery time', minWidth: 140 },
      cell: ({ lastPassed }) =>
        boundsText(lastPassed?.recoveryTimeAtLeastSeconds ?? null, lastPassed?.recoveryTimeSeconds ?? null),
    },
  ];
}

/** By what a server is found when somebody types. */
export function searchText({ sourceServerId, hostname, finding }: Server): string {
  return `${sourceServerId} ${hostname ?? ''} ${finding?.kind ?? ''}`.toLowerCase();
}

/** Of the module, because a table knows its sorted column by the function. */
function byName(one: Server, other: Server): number {
  return nameOf(one).localeCompare(nameOf(other));
}

function byProof(one: Server, other: Server): number {
  return provedAt(one).localeCompare(provedAt(other));
}

function nameOf({ hostname, sourceServerId }: Server): string {
  return hostname ?? sourceServerId;
}

function Name({ hostname, sourceServerId }: Server) {
  return (
    <>
      <ClippedText text={hostname ?? 'no host name'} />
      <Box variant="small" display="block">
        <ServerLink sourceServerId={sourceServerId} />
      </Box>
    </>
  );
}

/** Never proved comes before any time. */
function provedAt({ lastPassed, drills }: Server): string {
  return lastPassed?.endedAt ?? (drills === 0 ? '' : '0');
}

function LastProved({ lastPassed, drills }: Server) {
  if (lastPassed === null)
    return <StatusIndicator type="error">{drills === 0 ? 'never drilled' : 'never proved'}</StatusIndicator>;
  return (
    <>
      {durationText(lastPassed.ageSeconds)} ago
      <Box variant="small" display="block">
        {lastPassed.evidenceLevel ?? 'no evidence level'}
      </Box>
    </>
  );
}

function Finding({ finding }: Pick<Server, 'finding'>) {
  if (finding === null) return <>–</>;
  return (
    <>
      <StatusIndicator type="error">{FINDING_TEXTS[finding.kind]}</StatusIndicator>
      <ClippedText text={finding.error} />
    </>
  );
}
