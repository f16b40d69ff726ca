import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { Server } from '../api/client.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { ServerLink } from '../shown/links/serverLink.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { boundsText, measuredText } from '../words/durations.ts';
import { evidenceText } from '../words/evidenceText.ts';
import { levelRank } from './evidenceLevels.ts';
import { FindingText } from './findingText.tsx';
import { ProofAge } from './proofAgeCell.tsx';
import { nameOf, type ProofLimit } from './standing.ts';

/** The columns of the table of servers. */
export function serverColumns(limit: ProofLimit): TableProps.ColumnDefinition<Server>[] {
  return [NAME, column('Last proof', ageOf, (server) => <ProofAge server={server} limit={limit} />), ...FACTS];
}

/** Pixels; columns of free text would otherwise be squeezed. */
const WIDTHS: Record<string, number> = {
  Server: 190,
  'Last proof': 170,
  'Recovery time': 180,
  Finding: 280,
  'Last drill': 200,
};

const NAME = column(
  'Server',
  (server) => nameOf(server).toLowerCase(),
  (server) => <ServerLink sourceServerId={server.sourceServerId} name={nameOf(server)} />,
  true,
);

/** What is known of a server besides its name and the age of its proof. */
const FACTS = [
  column(
    'Finding',
    ({ finding }) => finding?.foundAt ?? '',
    ({ finding }) => (finding === null ? '–' : <FindingText finding={finding} isShort />),
  ),
  column(
    'Evidence level',
    ({ lastPassed }) => levelRank(lastPassed?.evidenceLevel),
    ({ lastPassed }) => (lastPassed === null ? '–' : evidenceText(lastPassed.evidenceLevel)),
  ),
  column(
    'Recovery time',
    ({ lastPassed }) => lastPassed?.recoveryTimeSeconds ?? -1,
    ({ lastPassed }) =>
      lastPassed === null ? '–' : boundsText(lastPassed.recoveryTimeAtLeastSeconds, lastPassed.recoveryTimeSeconds),
  ),
  column(
    'Recovery point',
    ({ lastPassed }) => lastPassed?.recoveryPointSeconds ?? -1,
    ({ lastPassed }) => (lastPassed === null ? '–' : measuredText(lastPassed.recoveryPointSeconds)),
  ),
  column(
    'Last drill',
    ({ lastDrill }) => lastDrill?.endedAt ?? '',
    ({ lastDrill }) => (lastDrill === null ? '–' : <LastDrill of={lastDrill} />),
  ),
  column(
    'Drills',
    ({ drills }) => drills,
    ({ drills }) => drills,
  ),
  column(
    'World',
    ({ lastPassed }) => lastPassed?.world ?? '',
    ({ lastPassed }) => lastPassed?.world ?? '–',
  ),
  column(
    'Region',
    ({ site }) => site.region,
    ({ site }) => site.region,
  ),
  column(
    'Id',
    ({ sourceServerId }) => sourceServerId,
    ({ sourceServerId }) => sourceServerId,
  ),
];

function column(
  header: string,
  value: (server: Server) => string | number,
  cell: (server: Server) => ReactNode,
  isRowHeader = false,
): TableProps.ColumnDefinition<Server> {
  const compared = (one: Server, other: Server) => compare(value(one), value(other));
  return { id: header, header, cell, sortingComparator: compared, isRowHeader, minWidth: WIDTHS[header] };
}

function compare(one: string | number, other: string | number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Never proved is older than everything. */
function ageOf({ lastPassed, drills }: Server): number {
  return lastPassed?.ageSeconds ?? (drills === 0 ? Number.POSITIVE_INFINITY : Number.MAX_VALUE);
}

function LastDrill({ of }: { of: NonNullable<Server['lastDrill']> }) {
  return (
    <>
      <InnerLink href={`/drills/${of.drillId}`}>{of.outcome}</InnerLink> <TimeText at={of.endedAt} />
      {of.outcome !== 'PASSED' && of.passed && <div>this server passed</div>}
    </>
  );
}
