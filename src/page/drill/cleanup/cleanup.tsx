import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { AcknowledgeLeak } from '../../actions/acknowledgeLeak.tsx';
import type { Drill } from '../../api/client.ts';
import { useNow } from '../../api/clock.ts';
import { type DetailColumn, DetailTable } from '../../shown/detailTable.tsx';
import { ServerLink } from '../../shown/links/serverLink.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { CleanupStatus } from '../../shown/statuses.tsx';
import { TimeText } from '../../shown/timeText.tsx';
import { unknownText } from '../facts/unknownText.ts';
import { type CleanupRow, cleanupRows, standingOfNoServer } from './cleanupRow.ts';
import { Standing } from './standing.tsx';

interface CleanupProps {
  drill: Drill;
  hostnames: ReadonlyMap<string, string>;
}

/** What is proved gone, by which proof, and what is left. */
export default function Cleanup({ drill, hostnames }: CleanupProps) {
  const [page, setPage] = useState(1);
  const rows = cleanupRows(drill, hostnames);
  const others = standingOfNoServer(drill);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={<AcknowledgeLeak drillId={drill.drillId} />}
          description={<Summary drill={drill} />}
        >
          Cleanup
        </Header>
      }
    >
      <SpaceBetween size="s">
        {others.length > 0 && <Standing left={others} />}
        {rows.length > PAGE_ROWS && (
          <Pagination
            currentPageIndex={page}
            pagesCount={Math.ceil(rows.length / PAGE_ROWS)}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
          />
        )}
        <DetailTable
          label="Cleanup of each server"
          columns={COLUMNS}
          rows={rows.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)}
          keyOf={({ server }) => server.sourceServerId}
          below={Below}
          empty={`${unknownText('The drill has no servers', drill)}.`}
        />
      </SpaceBetween>
    </Container>
  );
}

const PAGE_ROWS = 50;

function Summary({ drill: { cleanup, hardStopAt, terminationRefused, phase } }: { drill: Drill }) {
  const nowMs = useNow();
  const isDue = hardStopAt !== null && Date.parse(hardStopAt) < nowMs;
  return (
    <>
      <CleanupStatus cleanup={cleanup} />
      {hardStopAt !== null && phase !== 'ENDED' && (
        <div>
          {isDue ? 'The hard stop was due at ' : 'The hard stop is due at '}
          <TimeText at={hardStopAt} />. It terminates what is left, whatever this drill does, and is removed only when
          everything is proved gone.
        </div>
      )}
      {terminationRefused !== null && (
        <div>
          DRS refused the last termination: <PlainText text={terminationRefused} />
        </div>
      )}
    </>
  );
}

const COLUMNS: DetailColumn<CleanupRow>[] = [
  { id: 'server', header: 'Server', isWhole: true, cell: (row) => <Named row={row} /> },
  { id: 'state', header: 'State', isWhole: true, cell: ({ state }) => <State state={state} /> },
  { id: 'id', header: 'Instance', isWhole: true, cell: ({ server }) => server.instanceId ?? '–' },
  {
    id: 'accepted',
    header: 'Termination accepted',
    cell: ({ server }) => <TimeText at={server.terminationAcceptedAt} />,
  },
  { id: 'instance', header: 'Instance gone', cell: ({ instance }) => instance },
  { id: 'volumes', header: 'Volumes gone', cell: ({ volumes }) => volumes },
  { id: 'proof', header: 'Proof', cell: ({ server }) => server.gone ?? 'none yet' },
];

function Named({ row: { server, hostname } }: { row: CleanupRow }) {
  const { sourceServerId, wave } = server;
  return (
    <>
      <ServerLink sourceServerId={sourceServerId} name={hostname} />
      <div className="minor">
        {hostname !== '' && `${sourceServerId}, `}wave {wave}
      </div>
    </>
  );
}

function State({ state }: { state: CleanupRow['state'] }) {
  const [type, text] = STATES[state];
  return <StatusIndicator type={type}>{text}</StatusIndicator>;
}

const STATES: Record<CleanupRow['state'], [StatusIndicatorProps.Type, string]> = {
  GONE: ['success', 'proved gone'],
  NOT_NEEDED: ['stopped', 'nothing to do'],
  UP: ['pending', 'not terminated yet'],
  TERMINATING: ['in-progress', 'terminating'],
  UNPROVEN: ['error', 'ownership not proved'],
  LEFT: ['error', 'left'],
  ACKNOWLEDGED: ['warning', 'acknowledged'],
};

function Below({ server: { unproven, gone }, standing }: CleanupRow) {
  const isUnproven = unproven !== null && gone === null;
  if (!isUnproven && standing.length === 0) return null;
  return (
    <>
      {isUnproven && (
        <div className="problems">
          Not terminated, because this is not proved: <PlainText text={unproven} />
        </div>
      )}
      {standing.length > 0 && <Standing left={standing} />}
    </>
  );
}
