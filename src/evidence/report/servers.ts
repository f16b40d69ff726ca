import { launchTime, objectivesOf, recoveryPoint, recoveryTime } from '../../drill/clocks.ts';
import type { Server } from '../../drill/drill.ts';
import type { InspectedServer } from '../../drill/facts.ts';
import { isOptional } from '../../drill/launching/requiredServers.ts';
import { evidenceOf } from '../../history/evidence.ts';
import type { Trial } from '../../history/trials.ts';
import { time } from '../time.ts';
import { clockOf } from './clock.ts';
import { goneOf } from './goneServers.ts';
import type { Reading } from './reading.ts';
import type { LaunchSettings, ServerReported } from './report.ts';

/** Every server of the drill, in the order of the request. */
export function serversOf(reading: Reading): ServerReported[] {
  const inspections = inspectionsIn(reading);
  const volumes = volumesIn(reading);
  return Object.entries(reading.drill.servers).map(([id, server]) =>
    serverOf(reading, id, server, { inspections: inspections.get(id) ?? [], volumeIds: volumes.get(id) ?? [] }),
  );
}

/** The volumes of each server's instance that DRS or EC2 have listed at any time. */
export function volumesIn({ drill, facts }: Pick<Reading, 'drill' | 'facts'>): Map<string, string[]> {
  const seen = [...facts.of('InstanceFound'), ...facts.of('VolumesSeen')].map(({ fact }) => fact);
  const ours = seen.filter(
    ({ sourceServerId, instanceId }) => drill.servers[sourceServerId]?.instanceId === instanceId,
  );
  const byServer = Map.groupBy(ours, ({ sourceServerId }) => sourceServerId);
  return new Map(
    [...byServer].map(([id, looks]) => [id, [...new Set(looks.flatMap(({ volumeIds }) => volumeIds))].toSorted()]),
  );
}

type Found = InspectedServer['found'];

function inspectionsIn({ facts }: Reading): Map<string, Found[]> {
  const all = facts.of('ServersInspected').flatMap(({ fact }) => fact.servers.map(({ found }) => found));
  return Map.groupBy(all, ({ sourceServerId }) => sourceServerId);
}

interface Seen {
  inspections: Found[];
  volumeIds: string[];
}

function serverOf(reading: Reading, id: string, server: Server, { inspections, volumeIds }: Seen): ServerReported {
  const { drill, trials, servers, isEnded } = reading;
  const [trial, first] = [trials.get(id), inspections[0]];
  return {
    sourceServerId: id,
    hostname: trial?.hostname ?? null,
    wave: server.wave + 1,
    required: !isOptional(drill, server),
    replicationState: first?.exists ? first.replicationState : null,
    replicationLagSeconds: first?.exists ? first.lagSeconds : null,
    jobId: trial?.jobId ?? null,
    instanceId: server.instanceId ?? null,
    volumeIds,
    result: server.result ?? null,
    error: servers.get(id)?.error ?? null,
    launchedAt: time(server.launchedAt),
    verified: server.verified ?? null,
    verifiedAt: time(server.verifiedAt),
    lost: lostOf(server),
    recoveryPoint: pointOf(server),
    launchSettings: settingsOf(inspections.at(-1)),
    clocks: clocksOf(reading, id),
    stages: stagesOf(trial),
    objectives: isEnded ? (objectivesOf(drill, id)?.verdict ?? null) : null,
    evidenceLevel: evidenceOf(drill, id, server)?.level ?? null,
    passed: isEnded ? (trial?.passed ?? null) : null,
    terminationAcceptedAt: time(server.terminationAt),
    gone: goneOf(reading, id, volumeIds),
  };
}

function pointOf({ point }: Server): ServerReported['recoveryPoint'] {
  return point ? { kind: point.kind, at: time(point.at), snapshotId: point.snapshotId ?? null } : null;
}

function settingsOf(newest: Found | undefined): LaunchSettings | null {
  if (!newest?.exists) return null;
  const { machine, network, launchDisposition } = newest;
  return {
    instanceType: machine?.instanceType ?? null,
    volumes: machine?.volumes?.map(({ volumeType, gigabytes }) => ({ volumeType, gigabytes })) ?? null,
    network: network && { subnetIds: network.subnetIds, securityGroupIds: network.securityGroupIds },
    disposition: launchDisposition,
  };
}

function clocksOf({ drill }: Reading, id: string): ServerReported['clocks'] {
  return {
    recoveryTime: clockOf(recoveryTime(drill, id)),
    recoveryPoint: clockOf(recoveryPoint(drill, id)),
    launch: clockOf(launchTime(drill, id)),
  };
}

function stagesOf(trial: Trial | undefined): ServerReported['stages'] {
  const { snapshot = null, conversion = null, launch = null, boot = null } = trial?.stages ?? {};
  return { snapshotSeconds: snapshot, conversionSeconds: conversion, launchSeconds: launch, bootSeconds: boot };
}

function lostOf({ lost }: Server): ServerReported['lost'] {
  return lost ? { state: lost.state, at: time(lost.lostAt), reason: lost.reason } : null;
}
