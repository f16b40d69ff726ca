import { SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import { time } from '../../evidence/time.ts';
import { type Finding, findingOf, lastPassAtLeast, type Pass, type ServerLine } from '../../history/coverage.ts';
import type { EvidenceLevel } from '../../history/evidence.ts';
import type { Stages } from '../../history/stages.ts';
import { stagesAtLeast, type Trial } from '../../history/trials.ts';
import type { FindingDocument, ServerDocument, StagesDocument, TrialDocument } from '../openapi/serverDocuments.ts';

/**
 * A source server as the API shows it, with its last pass at an evidence level (null: any) and the age of that pass.
 */
export function serverView(line: ServerLine, now: Instant, level: EvidenceLevel | null): ServerDocument {
  const { sourceServerId, hostname, site, drills, lastDrill } = line;
  const finding = findingOf(line);
  return {
    sourceServerId,
    hostname,
    site,
    firstSeenAt: time(line.firstSeenAt),
    removedAt: time(line.removedAt),
    drills,
    lastDrill: lastDrill && lastDrillView(lastDrill),
    lastPassed: passView(lastPassAtLeast(line, level), now),
    finding: finding && findingView(finding),
    links: {
      self: serverLink(sourceServerId),
      drills: `${serverLink(sourceServerId)}/drills`,
      statistics: `/v1/statistics?by=server&key=${sourceServerId}`,
    },
  };
}

function lastDrillView({ atFault: _, ...drill }: NonNullable<ServerLine['lastDrill']>) {
  return { ...drill, world: drill.world ?? null, endedAt: time(drill.endedAt) };
}

/** A finding as the API shows it. */
export function findingView(finding: Finding): FindingDocument {
  const { sourceServerId, hostname, site, drillId, foundAt, kind, error } = finding;
  const links = { server: serverLink(sourceServerId), drill: drillLink(drillId) };
  return { sourceServerId, hostname, site, drillId, foundAt: time(foundAt), kind, error, links };
}

/** A server's drill as the API shows it. */
export function trialView(trial: Trial): TrialDocument {
  const { sourceServerId, drillId } = trial;
  return {
    sourceServerId,
    drillId,
    site: trial.site,
    recoveryPlan: trial.recoveryPlan,
    requestedAt: time(trial.requestedAt),
    endedAt: time(trial.endedAt),
    outcome: trial.outcome,
    passed: trial.passed,
    world: trial.world ?? null,
    evidenceLevel: trial.evidence ?? null,
    stopped: trial.stopped,
    result: trial.result,
    verified: trial.verified,
    verificationFailed: trial.verificationFailed,
    lost: trial.lost,
    lostState: trial.lostState,
    lostAt: time(trial.lostAt),
    lostReason: trial.lostReason,
    actionsUndone: trial.actionsUndone ?? false,
    error: trial.error,
    failedAt: time(trial.failedAt),
    failedBy: trial.failedBy,
    jobId: trial.jobId,
    instanceId: trial.instanceId,
    gone: trial.gone,
    recoveryTimeSeconds: trial.recoveryTimeSeconds,
    recoveryTimeAtLeastSeconds: trial.recoveryTimeAtLeastSeconds,
    recoveryPointSeconds: trial.recoveryPointSeconds,
    objectives: trial.objectives,
    holdOverrunSeconds: trial.holdOverrunSeconds,
    stages: stagesView(trial.stages, stagesAtLeast(trial)),
    instanceSeconds: trial.instanceSeconds,
    instanceAtLeastSeconds: trial.instanceSecondsAtLeast ?? null,
    links: { drill: drillLink(drillId), server: serverLink(sourceServerId) },
  };
}

function stagesView(stages: Stages, { boot: bootAtLeast }: Stages): StagesDocument {
  const { snapshot, conversion, launch, boot, checks = null } = stages;
  return {
    ...{ snapshotSeconds: snapshot, conversionSeconds: conversion, launchSeconds: launch },
    ...{ bootSeconds: boot, bootAtLeastSeconds: bootAtLeast, checksSeconds: checks },
  };
}

/** Clocks differ: a pass that seems to be in the future has age 0. */
function passView(lastPassed: Pass | null, now: Instant): ServerDocument['lastPassed'] {
  if (lastPassed === null) return null;
  const { endedAt, recoveryTimeAtLeastSeconds = null, world = null, evidence = null, ...pass } = lastPassed;
  return {
    ...pass,
    world,
    evidenceLevel: evidence,
    recoveryTimeAtLeastSeconds,
    endedAt: time(endedAt),
    ageSeconds: Math.max(0, (now - endedAt) / SECOND_MS),
  };
}

function serverLink(sourceServerId: string): string {
  return `/v1/servers/${sourceServerId}`;
}

function drillLink(drillId: string): string {
  return `/v1/drills/${drillId}`;
}
