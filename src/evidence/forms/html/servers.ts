import type { Clock, Report, ServerReported } from '../../report/report.ts';
import { amountSaid, measureSaid, NOTHING } from '../said.ts';
import { resultSaid, volumesSaid } from '../servers.ts';
import { plainly } from '../words.ts';
import { section } from './blocks.ts';
import { type Child, type Markup, markup } from './markup.ts';
import { below, coloured, exactly, id, ids, type Mood, moment, serverName, words } from './pieces.ts';
import { barLegend, barScale, serverBar } from './serverBar.ts';
import { type Column, table } from './table.ts';

/** Every server: how it ended, how long that took, and what it was launched as. */
export function servers(report: Report): Markup {
  const none = 'The drill had no server.';
  return section('servers', 'Servers', [
    table('How each server ended', report.servers, none, results()),
    table('What went wrong, by server', report.servers.filter(isWrong), 'No server reported an error.', WRONG),
    report.servers.length === 0 ? null : barLegend(barScale(report)),
    table('How long each server took', report.servers, none, times(report)),
    table('What each server was launched from, and as', report.servers, none, machines()),
  ]);
}

const NAME: Column<ServerReported> = { head: 'Server', isName: true, width: 6, cell: serverName };

function results(): Column<ServerReported>[] {
  return [
    NAME,
    { head: 'Wave', width: 3, cell: waveCell },
    { head: 'Result', width: 5, cell: resultCell },
    { head: 'Seen working', width: 5, cell: workingCell },
    { head: 'Evidence', width: 4, cell: ({ evidenceLevel }) => termOf(evidenceLevel) },
    { head: 'Objectives', width: 4, cell: ({ objectives }) => termOf(objectives) },
  ];
}

function termOf(term: string | null): string {
  return term === null ? NOTHING : plainly(term);
}

function waveCell({ wave, required }: ServerReported): Child {
  return markup`${wave}${below(required ? 'required' : 'optional')}`;
}

function resultCell(server: ServerReported): Child {
  const mood: Mood = server.passed === true ? 'good' : server.passed === false ? 'bad' : 'soft';
  const { result, launchedAt } = server;
  const launch = launchedAt === null ? `launch: ${termOf(result)}` : ['launched ', moment(launchedAt)];
  return markup`${coloured(mood, resultSaid(server))}${result === 'FAILED' ? null : below(launch)}`;
}

function workingCell({ verified, verifiedAt }: ServerReported): Child {
  if (verified === 'RUNNING') return markup`no${below(['running, ', moment(verifiedAt)])}`;
  return verified === null ? 'no' : markup`${plainly(verified)}${below(moment(verifiedAt))}`;
}

function isWrong({ error, lost }: ServerReported): boolean {
  return error !== null || lost !== null;
}

/** A text of DRS may be long, so it has a table of its own. */
const WRONG: Column<ServerReported>[] = [
  NAME,
  {
    head: 'In words',
    width: 22,
    cell: ({ error, lost }) => [error === null ? null : words(error), lost === null ? null : lostSaid(lost)],
  },
];

function lostSaid({ state, at, reason }: NonNullable<ServerReported['lost']>): Child {
  return below([
    'Lost: state ',
    state ?? 'unknown',
    at === null ? null : [', ', moment(at)],
    reason === null ? null : [': ', words(reason)],
  ]);
}

function times(report: Report): Column<ServerReported>[] {
  const scale = barScale(report);
  return [
    NAME,
    { head: 'Stages and recovery time', width: 7, cell: (server) => serverBar(server, scale) },
    { head: 'Recovery time', width: 5, cell: ({ clocks }) => inShort(clocks.recoveryTime) },
    { head: 'Recovery point', width: 4, cell: ({ clocks }) => inShort(clocks.recoveryPoint) },
    { head: 'Snapshot', width: 4, cell: ({ stages }) => exactly(stages.snapshotSeconds) },
    { head: 'Conversion', width: 4, cell: ({ stages }) => exactly(stages.conversionSeconds) },
    { head: 'Launch', width: 4, cell: ({ stages }) => exactly(stages.launchSeconds) },
    { head: 'Boot', width: 4, cell: ({ stages }) => exactly(stages.bootSeconds) },
  ];
}

/** Why something was not measured is among the clocks. */
function inShort({ seconds, atLeastSeconds }: Clock): string {
  return measureSaid({ seconds, atLeastSeconds });
}

function machines(): Column<ServerReported>[] {
  return [
    NAME,
    { head: 'Replication', width: 5, cell: replicationCell },
    { head: 'Recovery point', width: 5, cell: pointCell },
    { head: 'Launched as', width: 7, cell: settingsCell },
    {
      head: 'Instance, job',
      width: 6,
      cell: ({ instanceId, jobId }) => markup`${id(instanceId)}${below(id(jobId))}`,
    },
    { head: 'Volumes', width: 6, cell: ({ volumeIds }) => ids(volumeIds) },
  ];
}

function replicationCell({ replicationState, replicationLagSeconds }: ServerReported): Child {
  const lag = replicationLagSeconds === null ? 'lag unknown' : `lag ${amountSaid(replicationLagSeconds, 's')}`;
  return markup`${replicationState ?? NOTHING}${below(lag)}`;
}

function pointCell({ recoveryPoint }: ServerReported): Child {
  if (recoveryPoint === null) return NOTHING;
  const { kind, at, snapshotId } = recoveryPoint;
  return markup`${kind}${below([moment(at), ' ', id(snapshotId)])}`;
}

function settingsCell({ launchSettings }: ServerReported): Child {
  if (launchSettings === null) return NOTHING;
  const { instanceType, network, disposition } = launchSettings;
  const places = network === null ? 'network unknown' : ids([...network.subnetIds, ...network.securityGroupIds]);
  return markup`${instanceType ?? NOTHING}, ${plainly(disposition)}${below(volumesSaid(launchSettings) ?? 'volumes unknown')}${below(places)}`;
}
