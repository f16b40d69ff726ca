import { stringify } from 'csv-stringify/sync';
import type { Report, ServerReported } from '../report/report.ts';
import { volumesSaid } from './servers.ts';
import { visible } from './visible.ts';

/** The servers of a report, one a row (RFC 4180). Units are in the header; what was not measured is empty. */
export function csvOf({ identity, servers, final }: Report): string {
  const whole = { drillId: identity.drillId, world: identity.world ?? '', final };
  const rows = servers.map((server) => COLUMNS.map(([, read]) => cellOf(read(server, whole))));
  const header = COLUMNS.map(([name]) => name);
  return stringify([header, ...rows], { record_delimiter: 'windows' });
}

type Cell = string | number | boolean | null;

interface Whole {
  drillId: string;
  world: string;
  final: boolean;
}

const COLUMNS: [name: string, read: (server: ServerReported, whole: Whole) => Cell][] = [
  ['world', (_, { world }) => world],
  ['final', (_, { final }) => final],
  ['drillId', (_, { drillId }) => drillId],
  ['sourceServerId', ({ sourceServerId }) => sourceServerId],
  ['hostname', ({ hostname }) => hostname],
  ['wave', ({ wave }) => wave],
  ['required', ({ required }) => required],
  ['passed', ({ passed }) => passed],
  ['result', ({ result }) => result],
  ['error', ({ error }) => error],
  ['verified', ({ verified }) => verified],
  ['verifiedAt (UTC)', ({ verifiedAt }) => verifiedAt],
  ['lostAt (UTC)', ({ lost }) => lost?.at ?? null],
  ['lostState', ({ lost }) => (lost === null ? null : (lost.state ?? 'unknown'))],
  ['lostReason', ({ lost }) => lost?.reason ?? null],
  ['evidenceLevel', ({ evidenceLevel }) => evidenceLevel],
  ['objectives', ({ objectives }) => objectives],
  ['recoveryTime (s, at least)', ({ clocks }) => clocks.recoveryTime.atLeastSeconds],
  ['recoveryTime (s, at most)', ({ clocks }) => clocks.recoveryTime.seconds],
  ['recoveryPoint (s, at least)', ({ clocks }) => clocks.recoveryPoint.atLeastSeconds],
  ['recoveryPoint (s, at most)', ({ clocks }) => clocks.recoveryPoint.seconds],
  ['launch (s)', ({ clocks }) => clocks.launch.seconds],
  ['recoveryTimeWhyNot', ({ clocks }) => clocks.recoveryTime.reason],
  ['recoveryPointWhyNot', ({ clocks }) => clocks.recoveryPoint.reason],
  ['stageSnapshot (s)', ({ stages }) => stages.snapshotSeconds],
  ['stageConversion (s)', ({ stages }) => stages.conversionSeconds],
  ['stageLaunch (s)', ({ stages }) => stages.launchSeconds],
  ['stageBoot (s)', ({ stages }) => stages.bootSeconds],
  ['recoveryPointKind', ({ recoveryPoint }) => recoveryPoint?.kind ?? null],
  ['recoveryPointAt (UTC)', ({ recoveryPoint }) => recoveryPoint?.at ?? null],
  ['snapshotId', ({ recoveryPoint }) => recoveryPoint?.snapshotId ?? null],
  ['replicationState', ({ replicationState }) => replicationState],
  ['replicationLag (s)', ({ replicationLagSeconds }) => replicationLagSeconds],
  ['instanceType', ({ launchSettings }) => launchSettings?.instanceType ?? null],
  ['launchedVolumes', ({ launchSettings }) => volumesSaid(launchSettings)],
  ['subnetIds', ({ launchSettings }) => launchSettings?.network?.subnetIds.join(' ') ?? null],
  ['securityGroupIds', ({ launchSettings }) => launchSettings?.network?.securityGroupIds.join(' ') ?? null],
  ['launchDisposition', ({ launchSettings }) => launchSettings?.disposition ?? null],
  ['jobId', ({ jobId }) => jobId],
  ['instanceId', ({ instanceId }) => instanceId],
  ['volumeIds', ({ volumeIds }) => volumeIds.join(' ')],
  ['launchedAt (UTC)', ({ launchedAt }) => launchedAt],
  ['terminationAcceptedAt (UTC)', ({ terminationAcceptedAt }) => terminationAcceptedAt],
  ['goneProof', ({ gone }) => gone?.proof ?? null],
  ['goneAt (UTC)', ({ gone }) => gone?.at ?? null],
  ['goneVolumes', ({ gone }) => gone?.volumes ?? null],
];

function cellOf(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? defused(visible(cell)) : String(cell);
}

/**
 * A spreadsheet takes a text that begins so for a formula. An apostrophe before it makes it a text (OWASP: CSV
 * Injection).
 */
function defused(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}
