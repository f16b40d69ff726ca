import type { Report, ServerReported } from '../../report/report.ts';
import { amountSaid, measureSaid, NOTHING } from '../said.ts';
import { resultSaid } from '../servers.ts';
import { EVIDENCE_SAID, OBJECTIVES_SAID, RESULT_SAID, saidWith, VERIFIED_SAID } from '../words.ts';
import { type Child, type Markup, markup } from './markup.ts';
import { below, coloured, exactly, id, ids, type Mood, moment, serverName, words } from './pieces.ts';
import { barLegend, barScale, serverBar } from './serverBar.ts';
import { type Column, section, table } from './table.ts';

/** Every server: how it ended, how long that took, and what it was launched as. */
export function servers(report: Report): Markup {
  const none = 'The drill had no server.';
  return section('servers', 'Servers', [
    table('How each server ended', report.servers, none, results()),
    report.servers.length === 0 ? null : barLegend(report.objectives.recoveryTimeSeconds),
    table('How long each server took', report.servers, none, times(report)),
    table('What each server was launched from, and as', report.servers, none, machines()),
  ]);
}

const NAME: Column<ServerReported> = { head: 'Server', isName: true, look: 'middle', cell: serverName };

function results(): Column<ServerReported>[] {
  return [
    NAME,
    {
      head: 'Wave',
      look: 'short',
      cell: ({ wave, required }) => markup`${wave}${below(required ? 'required' : 'optional')}`,
    },
    { head: 'Result', look: 'middle', cell: resultCell },
    { head: 'Seen working', look: 'middle', cell: workingCell },
    { head: 'Evidence', look: 'middle', cell: ({ evidenceLevel }) => saidWith(EVIDENCE_SAID, evidenceLevel, NOTHING) },
    { head: 'Objectives', look: 'short', cell: ({ objectives }) => saidWith(OBJECTIVES_SAID, objectives, NOTHING) },
    { head: 'What went wrong', look: 'wide', cell: wrongCell },
  ];
}

function resultCell(server: ServerReported): Child {
  const mood: Mood = server.passed === true ? 'good' : server.passed === false ? 'bad' : 'soft';
  const launch = saidWith(RESULT_SAID, server.result, 'no launch result');
  return markup`${coloured(mood, resultSaid(server))}${below([launch, ', ', moment(server.launchedAt)])}`;
}

function workingCell({ verified, verifiedAt }: ServerReported): Child {
  if (verified === null) return 'no';
  return markup`${saidWith(VERIFIED_SAID, verified, '')}${below(moment(verifiedAt))}`;
}

function wrongCell({ error, lost }: ServerReported): Child {
  if (error === null && lost === null) return NOTHING;
  return [
    words(error ?? ''),
    lost === null
      ? null
      : below(['lost, state ', lost.state ?? 'unknown', ', ', moment(lost.at), ': ', words(lost.reason)]),
  ];
}

function times(report: Report): Column<ServerReported>[] {
  const scale = barScale(report);
  return [
    NAME,
    { head: 'Stages and recovery time', look: 'wide', cell: (server) => serverBar(server, scale) },
    { head: 'Recovery time', look: 'middle', cell: ({ clocks }) => measureSaid(clocks.recoveryTime) },
    { head: 'Recovery point', look: 'middle', cell: ({ clocks }) => measureSaid(clocks.recoveryPoint) },
    { head: 'Snapshot', look: 'short', cell: ({ stages }) => exactly(stages.snapshotSeconds) },
    { head: 'Conversion', look: 'short', cell: ({ stages }) => exactly(stages.conversionSeconds) },
    { head: 'Launch', look: 'short', cell: ({ stages }) => exactly(stages.launchSeconds) },
    { head: 'Boot', look: 'short', cell: ({ stages }) => exactly(stages.bootSeconds) },
  ];
}

function machines(): Column<ServerReported>[] {
  return [
    NAME,
    { head: 'Replication', look: 'short', cell: replicationCell },
    { head: 'Recovery point', look: 'middle', cell: pointCell },
    { head: 'Instance type', look: 'middle', cell: settingsCell },
    { head: 'Job', look: 'middle', cell: ({ jobId }) => id(jobId) },
    { head: 'Instance', look: 'middle', cell: ({ instanceId }) => id(instanceId) },
    { head: 'Volumes', look: 'middle', cell: ({ volumeIds }) => ids(volumeIds) },
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
  return markup`${launchSettings.instanceType ?? NOTHING}${below(id(launchSettings.launchTemplateId))}`;
}
