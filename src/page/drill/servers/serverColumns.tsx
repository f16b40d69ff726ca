import type { Drill } from '../../api/client.ts';
import type { DetailColumn } from '../../shown/detailTable.tsx';
import { ServerLink } from '../../shown/links/serverLink.tsx';
import { boundsText, durationText } from '../../words/durations.ts';
import { evidenceText } from '../../words/evidenceText.ts';
import { MeasureSources } from '../clocks/measureSources.tsx';
import { ShortTime } from '../shortTime.tsx';
import type { ServerRow } from './serverRow.ts';
import { StageBar } from './stageBar.tsx';

/** What the table of servers shows of each. Launch actions have no column in a drill without any. */
export function serverColumns(drill: Drill): DetailColumn<ServerRow>[] {
  const hasActions = drill.servers.some(({ launchActions }) => launchActions !== null);
  return [
    { id: 'server', header: 'Server', isWhole: true, cell: (row) => <Named row={row} /> },
    { id: 'wave', header: 'Wave', cell: ({ wave }) => wave },
    { id: 'stage', header: 'Stage', isWhole: true, cell: (row) => <StageBar {...row} /> },
    { id: 'instance', header: 'Instance', cell: ({ server }) => <Instance {...{ server, drill }} /> },
    { id: 'time', header: 'Recovery time', cell: ({ server }) => <Measured measure={server.recoveryTime} /> },
    { id: 'point', header: 'Recovery point', cell: ({ server }) => <Point {...{ server, drill }} /> },
    { id: 'evidence', header: 'Evidence level', cell: ({ server }) => <Proved {...{ server, drill }} /> },
    ...(hasActions
      ? [{ id: 'actions', header: 'Launch actions', cell: ({ server }: ServerRow) => <Actions {...server} /> }]
      : []),
  ];
}

type Server = Drill['servers'][number];

interface ServerProps {
  server: Server;
  drill: Drill;
}

function Named({ row: { sourceServerId, hostname } }: { row: ServerRow }) {
  return (
    <>
      <ServerLink sourceServerId={sourceServerId} name={hostname} />
      {hostname !== '' && <div className="minor">{sourceServerId}</div>}
    </>
  );
}

function Instance({ server: { instanceId, launchedAt }, drill }: ServerProps) {
  if (instanceId === null) return <>–</>;
  return (
    <>
      <span className="whole">{instanceId}</span>
      {launchedAt !== null && (
        <div className="minor">
          launched <ShortTime at={launchedAt} drill={drill} />
        </div>
      )}
    </>
  );
}

function Measured({ measure }: { measure: Server['recoveryTime'] }) {
  return (
    <>
      <MeasureSources what="Recovery time" measure={measure}>
        {boundsText(measure.atLeastSeconds, measure.seconds)}
      </MeasureSources>
      {measure.seconds === null && measure.reason !== null && <div className="minor">{measure.reason}</div>}
    </>
  );
}

function Point({ server: { recoveryPoint, pointUsed, replicationLagSeconds }, drill }: ServerProps) {
  return (
    <>
      {boundsText(recoveryPoint.atLeastSeconds, recoveryPoint.seconds)}
      {pointUsed !== null && (
        <div className="minor">
          {POINTS[pointUsed.kind]}
          {pointUsed.at !== null && (
            <>
              {' '}
              of <ShortTime at={pointUsed.at} drill={drill} />
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

function Proved({ server: { evidence }, drill }: ServerProps) {
  return (
    <>
      {evidenceText(evidence?.level ?? null)}
      {evidence !== null && (
        <div className="minor">
          <ShortTime at={evidence.at} drill={drill} />
        </div>
      )}
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
