import type { Drill } from '../../api/client.ts';
import type { DetailColumn } from '../../shown/detailTable.tsx';
import { boundsText, durationText } from '../../shown/durations.ts';
import { InnerLink } from '../../shown/innerLink.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { TimeText } from '../../shown/timeText.tsx';
import type { ServerRow } from './serverRow.ts';
import { StageBar } from './stageBar.tsx';

/** What the table of servers shows of each. */
export const SERVER_COLUMNS: DetailColumn<ServerRow>[] = [
  { id: 'server', header: 'Server', cell: (row) => <Named row={row} /> },
  { id: 'wave', header: 'Wave', cell: ({ wave }) => wave },
  { id: 'stage', header: 'Stage', cell: (row) => <StageBar {...row} /> },
  { id: 'instance', header: 'Instance', cell: ({ server }) => <Instance {...server} /> },
  { id: 'time', header: 'Recovery time', cell: ({ server }) => <Measured measure={server.recoveryTime} /> },
  { id: 'point', header: 'Recovery point', cell: ({ server }) => <Point {...server} /> },
  { id: 'evidence', header: 'Proved', cell: ({ server }) => <Proved {...server} /> },
  { id: 'actions', header: 'Launch actions', cell: ({ server }) => <Actions {...server} /> },
];

type Server = Drill['servers'][number];

function Named({ row: { sourceServerId, hostname } }: { row: ServerRow }) {
  return (
    <>
      <InnerLink href={`/servers/${sourceServerId}`}>
        {hostname === '' ? sourceServerId : <PlainText text={hostname} />}
      </InnerLink>
      {hostname !== '' && <div className="minor">{sourceServerId}</div>}
    </>
  );
}

function Instance({ instanceId, launchedAt }: Server) {
  if (instanceId === null) return <>–</>;
  return (
    <>
      {instanceId}
      {launchedAt !== null && (
        <div className="minor">
          launched <TimeText at={launchedAt} />
        </div>
      )}
    </>
  );
}

function Measured({ measure }: { measure: Server['recoveryTime'] }) {
  return (
    <>
      {boundsText(measure.atLeastSeconds, measure.seconds)}
      {measure.seconds === null && measure.reason !== null && <div className="minor">{measure.reason}</div>}
    </>
  );
}

function Point({ recoveryPoint, pointUsed, replicationLagSeconds }: Server) {
  return (
    <>
      {boundsText(recoveryPoint.atLeastSeconds, recoveryPoint.seconds)}
      {pointUsed !== null && (
        <div className="minor">
          {POINTS[pointUsed.kind]}
          {pointUsed.at !== null && (
            <>
              {' '}
              of <TimeText at={pointUsed.at} />
            </>
          )}
          {pointUsed.ageSeconds !== null && `, ${durationText(pointUsed.ageSeconds)} old at the request`}
        </div>
      )}
      {replicationLagSeconds !== null && replicationLagSeconds > 0 && (
        <div className="minor">replication lag {durationText(replicationLagSeconds)}</div>
      )}
    </>
  );
}

const POINTS: Record<NonNullable<Server['pointUsed']>['kind'], string> = {
  ON_DEMAND: 'on-demand snapshot',
  CHOSEN: 'chosen snapshot',
  PREVIOUS: 'previous snapshot',
  UNKNOWN: 'snapshot not known',
};

function Proved({ evidence }: Server) {
  if (evidence === null) return <>nothing</>;
  return (
    <>
      {evidence.level}
      <div className="minor">
        <TimeText at={evidence.at} />
      </div>
    </>
  );
}

function Actions({ launchActions }: Server) {
  if (launchActions === null) return <>none</>;
  const { required, optional, runs, agentSeenAt } = launchActions;
  return (
    <>
      {runs === null
        ? `${required} required, ${optional} optional: no runs reported`
        : `${runs.required.succeeded} of ${required} required, ${runs.optional.succeeded} of ${optional} optional succeeded`}
      {agentSeenAt === null && <div className="minor">agent not reported</div>}
    </>
  );
}
