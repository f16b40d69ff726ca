import type { Clock, Report, ServerReported } from '../report/report.ts';
import { type Bounds, differing, differingBounds, onlyOne, type Pair, paired, type Value } from './compare.ts';
import type { DifferentLine } from './difference.ts';

/** Which servers took part, and how far each came. */
export function serverLines(a: Report, b: Report): DifferentLine[] {
  return serversOf(a, b).flatMap((pair) =>
    pair.a && pair.b ? differing(pair.name, resultOf(pair.a), resultOf(pair.b)) : onlyOne(pair),
  );
}

function resultOf(server: ServerReported): Record<string, Value> {
  const { lost, passed } = server;
  return {
    hostname: server.hostname,
    wave: server.wave,
    required: server.required ? 'yes' : 'no',
    'replication at the first inspection': server.replicationState,
    launch: server.result,
    error: server.error,
    verified: server.verified,
    lost: lost === null ? null : (lost.state ?? 'its state was unknown'),
    'evidence level': server.evidenceLevel,
    objectives: server.objectives,
    passed: passed === null ? null : passed ? 'yes' : 'no',
    'proof that it is gone': server.gone?.proof ?? null,
  };
}

/** Of the servers that both drills had. */
export function launchSettingLines(a: Report, b: Report): DifferentLine[] {
  return inBoth(a, b).flatMap(({ name, a: left, b: right }) => differing(name, settingsOf(left), settingsOf(right)));
}

function settingsOf({ launchSettings, volumeIds }: ServerReported): Record<string, Value> {
  return {
    'instance type': launchSettings?.instanceType ?? null,
    subnets: listOf(launchSettings?.network?.subnetIds),
    'security groups': listOf(launchSettings?.network?.securityGroupIds),
    'types and gigabytes of the volumes': listOf(
      launchSettings?.volumes?.map(({ volumeType, gigabytes }) => `${volumeType ?? '?'} ${gigabytes ?? '?'}`),
    ),
    'state after the launch': launchSettings?.disposition ?? null,
    volumes: volumeIds.length,
  };
}

function listOf(all: string[] | undefined): string | null {
  return all === undefined ? null : all.toSorted().join(', ');
}

/** Their kind and their age. Their times and ids differ between any two drills. */
export function pointLines(a: Report, b: Report): DifferentLine[] {
  return inBoth(a, b).flatMap(({ name, a: left, b: right }) => [
    ...differing(name, { kind: left.recoveryPoint?.kind ?? null }, { kind: right.recoveryPoint?.kind ?? null }),
    ...differingBounds(
      name,
      'recovery point, seconds',
      boundsOf(left.clocks.recoveryPoint),
      boundsOf(right.clocks.recoveryPoint),
    ),
  ]);
}

/** The drill as a whole first, then each server with its stages. */
export function timeLines(a: Report, b: Report): DifferentLine[] {
  return [
    ...differingBounds(
      null,
      'recovery time, seconds',
      boundsOf(a.objectives.recoveryTime),
      boundsOf(b.objectives.recoveryTime),
    ),
    ...differingBounds(null, 'time to checked, seconds', boundsOf(a.timeToChecked), boundsOf(b.timeToChecked)),
    ...differing(null, { 'hold, seconds': a.hold.heldSeconds }, { 'hold, seconds': b.hold.heldSeconds }),
    ...differing(null, { [LAST_PROOF]: a.cleanup.secondsToLastProof }, { [LAST_PROOF]: b.cleanup.secondsToLastProof }),
    ...inBoth(a, b).flatMap(serverTimes),
  ];
}

const LAST_PROOF = 'cleanup to the last proof, seconds';

function serverTimes({ name, a, b }: Both): DifferentLine[] {
  return [
    ...differingBounds(
      name,
      'recovery time, seconds',
      boundsOf(a.clocks.recoveryTime),
      boundsOf(b.clocks.recoveryTime),
    ),
    ...differingBounds(name, 'launch, seconds', boundsOf(a.clocks.launch), boundsOf(b.clocks.launch)),
    ...differing(name, stagesOf(a), stagesOf(b)).filter(isLonger),
  ];
}

/** Stages of two launches never take the same time, so that what is within a minute or a tenth says nothing. */
function isLonger({ a, b }: DifferentLine): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return true;
  return Math.abs(a - b) > Math.max(STAGE_SECONDS_MIN, STAGE_SHARE_MIN * Math.max(a, b));
}

const STAGE_SECONDS_MIN = 60;
const STAGE_SHARE_MIN = 0.1;

function stagesOf({ stages }: ServerReported): Record<string, Value> {
  return {
    'stage snapshot, seconds': stages.snapshotSeconds,
    'stage conversion, seconds': stages.conversionSeconds,
    'stage launch, seconds': stages.launchSeconds,
    'stage boot, seconds': stages.bootSeconds,
  };
}

function boundsOf(clock: Pick<Clock, 'seconds' | 'atLeastSeconds'> | null): Bounds | null {
  return clock === null || clock.seconds === null ? null : { atLeast: clock.atLeastSeconds, atMost: clock.seconds };
}

function serversOf(a: Report, b: Report): Pair<ServerReported>[] {
  return paired(a.servers, b.servers, ({ sourceServerId }) => sourceServerId);
}

interface Both {
  name: string;
  a: ServerReported;
  b: ServerReported;
}

function inBoth(a: Report, b: Report): Both[] {
  return serversOf(a, b).flatMap((one) => (one.a && one.b ? [{ name: one.name, a: one.a, b: one.b }] : []));
}
